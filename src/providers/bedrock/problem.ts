import type { Frame, Problem, ProblemKind, Exchange } from '../../kit.ts'
import { retryHintOf } from './headers.ts'

/** The exceptions that the API documents, with their statuses, and those that AWS raises before it is reached. */
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

/** The name of an exception, as the header `x-amzn-errortype` has it. */
export type ExceptionName = keyof typeof statuses

interface Wording {
  readonly exception: ExceptionName
  /** The status, where an edge in front of the API answers with one of its own. */
  readonly status?: number
  message(exchange: Exchange, problem: Problem): string
}

function saying(exception: ExceptionName, message: string): Wording {
  return { exception, message: () => message }
}

const unexpected = 'The system encountered an unexpected error during processing. Try your request again.'
const timedOut = 'Model has timed out in processing the request. Try your request again.'

/**
 * What the API answers to each kind of failure (https://docs.aws.amazon.com/bedrock/latest/userguide/troubleshooting-api-error-codes.html,
 * and its errors as users quote them). An unknown model is no 404 there, and a prompt that is too long is worded without numbers.
 */
const wordings: Readonly<Record<ProblemKind, Wording>> = {
  'bad-request': {
    exception: 'ValidationException',
    message: (_, { parameter }) =>
      parameter === undefined
        ? 'Malformed input request, please reformat your input and try again.'
        : `1 validation error detected: Value at '${parameter}' failed to satisfy constraint`,
  },
  'context-length-exceeded': saying('ValidationException', 'Input is too long for requested model.'),
  authentication: saying('UnrecognizedClientException', 'The security token included in the request is invalid.'),
  billing: saying(
    'AccessDeniedException',
    'Model access is denied due to INVALID_PAYMENT_INSTRUMENT:A valid payment instrument must be provided.',
  ),
  permission: saying('AccessDeniedException', "You don't have access to the model with the specified model ID."),
  'model-not-found': saying('ValidationException', 'The provided model identifier is invalid.'),
  'not-found': saying('ResourceNotFoundException', 'The specified resource ARN was not found. Check the ARN and try your request again.'),
  conflict: saying('ConflictException', 'Error occurred because of a conflict while performing an operation.'),
  'request-too-large': saying('RequestEntityTooLargeException', 'Request body is too large.'),
  unprocessable: saying('ModelErrorException', 'The request failed due to an error while processing the model.'),
  'request-timeout': saying('ModelTimeoutException', timedOut),
  'rate-limit-requests': saying('ThrottlingException', 'Too many requests, please wait before trying again.'),
  'rate-limit-tokens': saying('ThrottlingException', 'Too many tokens, please wait before trying again.'),
  'quota-exhausted': saying('ServiceQuotaExceededException', 'Your request exceeds the service quota for your account.'),
  'server-error': saying('InternalServerException', unexpected),
  'bad-gateway': { ...saying('InternalServerException', unexpected), status: 502 },
  unavailable: saying('ServiceUnavailableException', 'Bedrock is unable to process your request.'),
  overloaded: saying('ServiceUnavailableException', 'Too many connections, please wait before trying again.'),
  'gateway-timeout': { ...saying('ModelTimeoutException', timedOut), status: 504 },
}

/** A problem's own code names its exception, where it is one of the API's: `ModelNotReadyException` is no kind's usual one. */
function exceptionOf({ kind, code }: Problem): ExceptionName {
  return typeof code === 'string' && code in statuses ? (code as ExceptionName) : wordings[kind].exception
}

function statusOf(problem: Problem): number {
  const { status, exception } = wordings[problem.kind]
  const named = exceptionOf(problem)
  return problem.status ?? (named === exception ? status : undefined) ?? statuses[named]
}

function messageOf(problem: Problem, exchange: Exchange): string {
  return problem.message ?? wordings[problem.kind].message(exchange, problem)
}

/** What stands behind the name of an exception on the wire, and has to be cut off to read it. */
const namespace = 'http://internal.amazon.com/coral/com.amazon.bedrock/'

/** A problem as an HTTP error: the exception is named in a header, and the body holds but its message. */
export function httpError(
  problem: Problem,
  exchange: Exchange,
): { status: number; headers: Readonly<Record<string, string>>; body: unknown } {
  return {
    status: statusOf(problem),
    headers: { 'x-amzn-errortype': `${exceptionOf(problem)}:${namespace}`, ...retryHintOf(problem, exchange.date) },
    body: { message: messageOf(problem, exchange) },
  }
}

/** The exceptions that a stream may hold, by the HTTP errors that they are else. */
const streamed: Readonly<Partial<Record<ExceptionName, string>>> = {
  InternalServerException: 'internalServerException',
  ServiceUnavailableException: 'serviceUnavailableException',
  ThrottlingException: 'throttlingException',
  ValidationException: 'validationException',
}

/**
 * A problem as a message in a stream. What a stream has no exception for, it reports as an error of the model's, with the
 * status that it had; `modelTimeoutException` stands in streams of InvokeModel alone.
 */
export function exceptionFrame(problem: Problem, exchange: Exchange, ownTimeout = false): Frame {
  const exception = exceptionOf(problem)
  const message = messageOf(problem, exchange)
  const event = ownTimeout && exception === 'ModelTimeoutException' ? 'modelTimeoutException' : streamed[exception]
  return event === undefined
    ? {
        type: 'frame',
        role: 'problem',
        event: 'modelStreamErrorException',
        data: JSON.stringify({ message, originalStatusCode: statusOf(problem), originalMessage: message }),
      }
    : { type: 'frame', role: 'problem', event, data: JSON.stringify({ message }) }
}
