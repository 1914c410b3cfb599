import {
  overlong,
  problemWriter,
  retryHeaders,
  worded,
  type Exchange,
  type Problem,
  type ProblemKind,
  type ProblemTable,
  type ProblemWording,
} from '../../kit.ts'
import { detailsOf, wrongKey } from './details.ts'
import { isVertex, methodOf, resourceOf, versionOf } from './path.ts'
import { exhausted } from './quota.ts'

interface GeminiWording extends ProblemWording {
  /** A name of google.rpc.Code. */
  readonly rpc: string
}

/** The window of a model that is not in the table of windows, in tokens (https://ai.google.dev/gemini-api/docs/models). */
const usualWindow = 1_048_576

function tooManyTokens({ call }: Exchange): string {
  const { window, tokens } = overlong(call, usualWindow)
  return `The input token count (${tokens}) exceeds the maximum number of tokens allowed (${window}).`
}

function unknownModel({ call, request }: Exchange): string {
  const method = methodOf(request)
  if (method === undefined) return `Model is not found: models/${call.model} for api version ${versionOf(request)}`
  return `models/${call.model} is not found for API version ${versionOf(request)}, or is not supported for ${method}. Call ListModels to see the list of available models and their supported methods.`
}

function unknownPublisherModel({ request }: Exchange): string {
  return `Publisher Model \`${resourceOf(request)}\` was not found or your project does not have access to it. Please ensure you are using a valid model version. For more information, see: https://cloud.google.com/vertex-ai/generative-ai/docs/learn/model-versions`
}

const deadline: GeminiWording = {
  status: 504,
  rpc: 'DEADLINE_EXCEEDED',
  message: 'The request timed out. Please try again.',
}

const tooMany: GeminiWording = { status: 429, rpc: 'RESOURCE_EXHAUSTED', message: exhausted }

/**
 * The API's wording of each failure (https://ai.google.dev/gemini-api/docs/troubleshooting), and as quoted by users:
 * continuedev/continue#10748 (key), wwardaww/gnome-gemini-ai#21 (model), google-gemini/gemini-cli#8437 (quota).
 */
const wordings: ProblemTable<GeminiWording> = {
  'bad-request': { status: 400, rpc: 'INVALID_ARGUMENT', message: 'Request contains an invalid argument.' },
  'context-length-exceeded': { status: 400, rpc: 'INVALID_ARGUMENT', message: tooManyTokens },
  // The Gemini API treats a wrong key as an invalid argument: 400, not 401.
  authentication: { status: 400, rpc: 'INVALID_ARGUMENT', message: wrongKey },
  billing: {
    status: 403,
    rpc: 'PERMISSION_DENIED',
    message:
      'This API method requires billing to be enabled. Please enable billing on project #brownout by visiting https://console.developers.google.com/billing/enable?project=brownout then retry.',
  },
  permission: { status: 403, rpc: 'PERMISSION_DENIED', message: 'The caller does not have permission' },
  'model-not-found': {
    status: 404,
    rpc: 'NOT_FOUND',
    message: unknownModel,
    causes: {
      retired: {
        message: ({ call }) =>
          `This model models/${call.model} is no longer available. Please update your code to use a newer model for the latest features and improvements.`,
      },
    },
  },
  'not-found': { status: 404, rpc: 'NOT_FOUND', message: 'Requested entity was not found.' },
  conflict: { status: 409, rpc: 'ABORTED', message: 'The operation was aborted.' },
  'request-too-large': {
    status: 400,
    rpc: 'INVALID_ARGUMENT',
    message: 'Request payload size exceeds the limit: 20971520 bytes.',
  },
  unprocessable: { status: 400, rpc: 'FAILED_PRECONDITION', message: 'Precondition check failed.' },
  'request-timeout': deadline,
  'rate-limit-requests': tooMany,
  'rate-limit-tokens': tooMany,
  'quota-exhausted': {
    ...tooMany,
    causes: {
      'credit-balance': {
        message:
          'Your prepayment credits are depleted. Please go to AI Studio at https://ai.studio/projects to manage your project and billing.',
      },
    },
  },
  'server-error': {
    status: 500,
    rpc: 'INTERNAL',
    message: 'An internal error has occurred. Please retry or report in https://developers.generativeai.google/guide/troubleshooting',
  },
  'bad-gateway': { status: 502, rpc: 'UNAVAILABLE', message: 'Bad gateway.' },
  unavailable: { status: 503, rpc: 'UNAVAILABLE', message: 'The service is currently unavailable.' },
  overloaded: { status: 503, rpc: 'UNAVAILABLE', message: 'The model is overloaded. Please try again later.' },
  'gateway-timeout': {
    status: 504,
    rpc: 'DEADLINE_EXCEEDED',
    message: 'Deadline expired before operation could complete.',
  },
}

/** Failures that Vertex AI words differently (https://cloud.google.com/vertex-ai/generative-ai/docs/model-reference/api-errors). */
const vertexWordings: Partial<ProblemTable<GeminiWording>> = {
  authentication: {
    status: 401,
    rpc: 'UNAUTHENTICATED',
    message:
      'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.',
  },
  'model-not-found': { status: 404, rpc: 'NOT_FOUND', message: unknownPublisherModel },
  'server-error': { status: 500, rpc: 'INTERNAL', message: 'Internal error encountered.' },
}

/** The HTTP status of each kind of failure. */
export const statuses: Readonly<Record<ProblemKind, { readonly status: number }>> = wordings

function wordingOf({ kind }: Problem, { request }: Exchange): GeminiWording {
  return (isVertex(request) ? vertexWordings[kind] : undefined) ?? wordings[kind]
}

/** The name for an HTTP status other than the kind's default. */
function rpcFor(status: number, usual: GeminiWording): string {
  if (status === usual.status) return usual.rpc
  return Object.values(wordings).find((wording) => wording.status === status)?.rpc ?? (status >= 500 ? 'INTERNAL' : 'FAILED_PRECONDITION')
}

/** A problem as a google.rpc.Status: the body of an HTTP error, and an element of a stream. */
export function errorBody(problem: Problem, exchange: Exchange): { readonly error: Readonly<Record<string, unknown>> } {
  const { status, message, code } = worded(wordingOf, problem, exchange)
  const details = detailsOf(problem, exchange)
  return {
    error: {
      code: status,
      message,
      status: code ?? rpcFor(status, wordingOf(problem, exchange)),
      ...(details.length === 0 ? {} : { details }),
    },
  }
}

/**
 * A problem as the API's HTTP error. The retry time is in its details, not in a header. Only a header value set by a
 * fault is sent unchanged.
 */
export const httpError = problemWriter(wordingOf, {
  headers: ({ retryAfter: _retryAfter, ...rest }, { date }) => retryHeaders(rest, date),
  body: errorBody,
})
