import { retryHeaders, type Problem, type ProblemKind, type Exchange } from '../../kit.ts'
import { detailsOf, wrongKey } from './details.ts'
import { isVertex, methodOf, resourceOf, versionOf } from './path.ts'
import { exhausted } from './quota.ts'

interface Wording {
  readonly code: number
  /** A name of google.rpc.Code. */
  readonly status: string
  message(exchange: Exchange, problem: Problem): string
}

/** The window of most models, in tokens (https://ai.google.dev/gemini-api/docs/models). */
const contextWindow = 1_048_576

function saying(message: string): Wording['message'] {
  return () => message
}

function tooManyTokens({ call }: Exchange): string {
  const tokens = call.inputTokens > contextWindow ? call.inputTokens : contextWindow + call.inputTokens
  return `The input token count (${tokens}) exceeds the maximum number of tokens allowed (${contextWindow}).`
}

function unknownModel({ call, request }: Exchange): string {
  const method = methodOf(request)
  if (method === undefined) return `Model is not found: models/${call.model} for api version ${versionOf(request)}`
  return `models/${call.model} is not found for API version ${versionOf(request)}, or is not supported for ${method}. Call ListModels to see the list of available models and their supported methods.`
}

function unknownPublisherModel({ request }: Exchange): string {
  return `Publisher Model \`${resourceOf(request)}\` was not found or your project does not have access to it. Please ensure you are using a valid model version. For more information, see: https://cloud.google.com/vertex-ai/generative-ai/docs/learn/model-versions`
}

const deadline: Wording = {
  code: 504,
  status: 'DEADLINE_EXCEEDED',
  message: saying('The request timed out. Please try again.'),
}

const tooMany: Wording = { code: 429, status: 'RESOURCE_EXHAUSTED', message: exhausted }

/**
 * How the API words each failure (https://ai.google.dev/gemini-api/docs/troubleshooting), and as users quote it:
 * continuedev/continue#10748 (key), wwardaww/gnome-gemini-ai#21 (model), google-gemini/gemini-cli#8437 (quota).
 */
const wordings: Readonly<Record<ProblemKind, Wording>> = {
  'bad-request': { code: 400, status: 'INVALID_ARGUMENT', message: saying('Request contains an invalid argument.') },
  'context-length-exceeded': { code: 400, status: 'INVALID_ARGUMENT', message: tooManyTokens },
  // A key that is wrong is an argument that is wrong, to the Gemini API: 400, and not 401.
  authentication: { code: 400, status: 'INVALID_ARGUMENT', message: saying(wrongKey) },
  billing: {
    code: 403,
    status: 'PERMISSION_DENIED',
    message: saying(
      'This API method requires billing to be enabled. Please enable billing on project #brownout by visiting https://console.developers.google.com/billing/enable?project=brownout then retry.',
    ),
  },
  permission: { code: 403, status: 'PERMISSION_DENIED', message: saying('The caller does not have permission') },
  'model-not-found': { code: 404, status: 'NOT_FOUND', message: unknownModel },
  'not-found': { code: 404, status: 'NOT_FOUND', message: saying('Requested entity was not found.') },
  conflict: { code: 409, status: 'ABORTED', message: saying('The operation was aborted.') },
  'request-too-large': {
    code: 400,
    status: 'INVALID_ARGUMENT',
    message: saying('Request payload size exceeds the limit: 20971520 bytes.'),
  },
  unprocessable: { code: 400, status: 'FAILED_PRECONDITION', message: saying('Precondition check failed.') },
  'request-timeout': deadline,
  'rate-limit-requests': tooMany,
  'rate-limit-tokens': tooMany,
  'quota-exhausted': tooMany,
  'server-error': {
    code: 500,
    status: 'INTERNAL',
    message: saying(
      'An internal error has occurred. Please retry or report in https://developers.generativeai.google/guide/troubleshooting',
    ),
  },
  'bad-gateway': { code: 502, status: 'UNAVAILABLE', message: saying('Bad gateway.') },
  unavailable: { code: 503, status: 'UNAVAILABLE', message: saying('The service is currently unavailable.') },
  overloaded: { code: 503, status: 'UNAVAILABLE', message: saying('The model is overloaded. Please try again later.') },
  'gateway-timeout': {
    code: 504,
    status: 'DEADLINE_EXCEEDED',
    message: saying('Deadline expired before operation could complete.'),
  },
}

/** Where Vertex AI words a failure in another way (https://cloud.google.com/vertex-ai/generative-ai/docs/model-reference/api-errors). */
const vertexWordings: Partial<Readonly<Record<ProblemKind, Wording>>> = {
  authentication: {
    code: 401,
    status: 'UNAUTHENTICATED',
    message: saying(
      'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.',
    ),
  },
  'model-not-found': { code: 404, status: 'NOT_FOUND', message: unknownPublisherModel },
  'server-error': { code: 500, status: 'INTERNAL', message: saying('Internal error encountered.') },
}

function wordingOf({ kind }: Problem, { request }: Exchange): Wording {
  return (isVertex(request) ? vertexWordings[kind] : undefined) ?? wordings[kind]
}

/** The status that goes with an HTTP status that is not the kind's usual one. */
function statusFor(code: number, usual: Wording): string {
  if (code === usual.code) return usual.status
  return Object.values(wordings).find((wording) => wording.code === code)?.status ?? (code >= 500 ? 'INTERNAL' : 'FAILED_PRECONDITION')
}

/** A problem as a google.rpc.Status: the body of an HTTP error, and an element of a stream. */
export function errorBody(problem: Problem, exchange: Exchange): { readonly error: Readonly<Record<string, unknown>> } {
  const wording = wordingOf(problem, exchange)
  const code = problem.status ?? wording.code
  const details = detailsOf(problem, exchange)
  return {
    error: {
      code,
      message: problem.message ?? wording.message(exchange, problem),
      status: problem.code ?? statusFor(code, wording),
      ...(details.length === 0 ? {} : { details }),
    },
  }
}

/**
 * A problem as the API's HTTP error. When to come back stands in its details, and in no header; only what a fault writes into
 * one word for word is there.
 */
export function httpError(
  problem: Problem,
  exchange: Exchange,
): { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: unknown } {
  const { retryAfter: _, ...told } = problem
  return {
    status: problem.status ?? wordingOf(problem, exchange).code,
    headers: retryHeaders(told, exchange.date),
    body: errorBody(problem, exchange),
  }
}
