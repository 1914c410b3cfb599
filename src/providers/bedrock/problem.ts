import { problemWriter, worded, type Exchange, type Frame, type Problem, type ProblemTable, type ProblemWording } from '../../kit.ts'
import { retryHintOf } from './headers.ts'

/** The exceptions that the API documents, with their statuses, and those that AWS raises before the API. */
const statuses = {
  AccessDeniedException: 403,
  ConflictException: 400,
  IncompleteSignatureException: 403,
  InternalServerException: 500,
  MissingAuthenticationTokenException: 403,
  ModelErrorException: 424,
  ModelNotReadyException: 429,
  ModelTimeoutException: 408,
  RequestEntityTooLargeException: 413,
  ResourceNotFoundException: 404,
  SerializationException: 400,
  ServiceQuotaExceededException: 400,
  ServiceUnavailableException: 503,
  ThrottlingException: 429,
  UnrecognizedClientException: 403,
  ValidationException: 400,
} as const

/** The name of an exception, as in the header `x-amzn-errortype`. */
export type ExceptionName = keyof typeof statuses

interface BedrockWording extends ProblemWording {
  readonly exception: ExceptionName
}

/** An exception, with a different status if an edge in front of the API answers. */
function raising(exception: ExceptionName, message: ProblemWording['message'], status: number = statuses[exception]): BedrockWording {
  return { exception, status, message }
}

const unexpected = 'The system encountered an unexpected error during processing. Try your request again.'
const timedOut = 'Model has timed out in processing the request. Try your request again.'

/**
 * The API's response to each kind of failure (https://docs.aws.amazon.com/bedrock/latest/userguide/troubleshooting-api-error-codes.html,
 * and its errors as quoted by users). An unknown model is not a 404, and the error for a too long prompt has no numbers.
 */
const wordings: ProblemTable<BedrockWording> = {
  'bad-request': raising('ValidationException', (_, { parameter }) =>
    parameter === undefined
      ? 'Malformed input request, please reformat your input and try again.'
      : `1 validation error detected: Value at '${parameter}' failed to satisfy constraint`,
  ),
  'context-length-exceeded': raising('ValidationException', 'Input is too long for requested model.'),
  authentication: raising('UnrecognizedClientException', 'The security token included in the request is invalid.'),
  billing: raising(
    'AccessDeniedException',
    'Model access is denied due to INVALID_PAYMENT_INSTRUMENT:A valid payment instrument must be provided.',
  ),
  permission: raising('AccessDeniedException', "You don't have access to the model with the specified model ID."),
  'model-not-found': {
    ...raising('ValidationException', 'The provided model identifier is invalid.'),
    causes: {
      retired: raising(
        'ResourceNotFoundException',
        'This model version has reached the end of its life. Please refer to the AWS documentation for more details.',
      ),
    },
  },
  'not-found': raising('ResourceNotFoundException', 'The specified resource ARN was not found. Check the ARN and try your request again.'),
  conflict: raising('ConflictException', 'Error occurred because of a conflict while performing an operation.'),
  'request-too-large': raising('RequestEntityTooLargeException', 'Request body is too large.'),
  unprocessable: raising('ModelErrorException', 'The request failed due to an error while processing the model.'),
  'request-timeout': raising('ModelTimeoutException', timedOut),
  'rate-limit-requests': raising('ThrottlingException', 'Too many requests, please wait before trying again.'),
  'rate-limit-tokens': raising('ThrottlingException', 'Too many tokens, please wait before trying again.'),
  'quota-exhausted': raising('ServiceQuotaExceededException', 'Your request exceeds the service quota for your account.'),
  'server-error': raising('InternalServerException', unexpected),
  'bad-gateway': raising('InternalServerException', unexpected, 502),
  unavailable: raising('ServiceUnavailableException', 'Bedrock is unable to process your request.'),
  overloaded: raising('ServiceUnavailableException', 'Too many connections, please wait before trying again.'),
  'gateway-timeout': raising('ModelTimeoutException', timedOut, 504),
}

/** A problem's own code names its exception, if it is one of the API's: `ModelNotReadyException` is not the default of any kind. */
function wordingOf({ kind, code }: Problem): BedrockWording {
  const usual = wordings[kind]
  if (typeof code !== 'string' || !(code in statuses) || code === usual.exception) return usual
  const exception = code as ExceptionName
  return { ...usual, exception, status: statuses[exception] }
}

/** The suffix of an exception's name on the wire, which clients remove. */
const namespace = 'http://internal.amazon.com/coral/com.amazon.bedrock/'

/** A problem as an HTTP error: the exception is in a header, and the body has only its message. */
export const httpError = problemWriter(wordingOf, {
  headers: (problem, { date }) => ({
    'x-amzn-errortype': `${wordingOf(problem).exception}:${namespace}`,
    ...retryHintOf(problem, date),
  }),
  body: (problem, exchange) => ({ message: worded(wordingOf, problem, exchange).message }),
})

/** The exceptions of a stream, by the HTTP errors that they correspond to. */
const streamed: Readonly<Partial<Record<ExceptionName, string>>> = {
  InternalServerException: 'internalServerException',
  ServiceUnavailableException: 'serviceUnavailableException',
  ThrottlingException: 'throttlingException',
  ValidationException: 'validationException',
}

/**
 * A problem as a message in a stream. Problems without a stream exception become a model error with the
 * original status. `modelTimeoutException` exists only in InvokeModel streams.
 */
export function exceptionFrame(problem: Problem, exchange: Exchange, ownTimeout = false): Frame {
  const { exception, status, message } = worded(wordingOf, problem, exchange)
  const event = ownTimeout && exception === 'ModelTimeoutException' ? 'modelTimeoutException' : streamed[exception]
  return event === undefined
    ? {
        type: 'frame',
        role: 'problem',
        event: 'modelStreamErrorException',
        data: JSON.stringify({ message, originalStatusCode: status, originalMessage: message }),
      }
    : { type: 'frame', role: 'problem', event, data: JSON.stringify({ message }) }
}
