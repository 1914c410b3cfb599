import { problemWriter, worded, type Exchange, type Problem, type ProblemKind, type ProblemTable } from '../../kit.ts'

const upgrade = 'https://ollama.com/upgrade'

/**
 * The server's wording of each failure: its source code (github.com/ollama/ollama, server/routes.go and server/sched.go) for what
 * fails locally, and errors of ollama.com quoted by users for accounts, such as
 * github.com/continuedev/continue/issues/9233 (hourly limit) and github.com/ollama/ollama/issues/15990 (subscription).
 */
const wordings: ProblemTable = {
  'bad-request': { status: 400, message: 'invalid request' },
  'context-length-exceeded': {
    status: 400,
    message: ({ call }) => `prompt too long; exceeded max context length by ${call.inputTokens} tokens`,
  },
  authentication: { status: 401, message: 'unauthorized' },
  billing: { status: 402, message: `payment required, see ${upgrade}` },
  permission: { status: 403, message: `this model requires a subscription, upgrade for access: ${upgrade}` },
  'model-not-found': { status: 404, message: ({ call }) => `model '${call.model}' not found` },
  'not-found': { status: 404, message: ({ request }) => `path "${request.url.pathname}" not found` },
  conflict: { status: 409, message: 'conflict' },
  'request-too-large': { status: 413, message: 'http: request body too large' },
  unprocessable: { status: 422, message: 'unprocessable entity' },
  'request-timeout': { status: 408, message: 'timed out waiting for llama runner to start: context deadline exceeded' },
  'rate-limit-requests': { status: 429, message: 'too many concurrent requests' },
  'rate-limit-tokens': { status: 429, message: "you've reached your hourly usage limit, please wait or upgrade to continue" },
  'quota-exhausted': {
    status: 429,
    message: `you have reached your weekly usage limit, upgrade for higher limits: ${upgrade}`,
  },
  'server-error': {
    status: 500,
    message:
      'model runner has unexpectedly stopped, this may be due to resource limitations or an internal error, check ollama server logs for details',
  },
  'bad-gateway': { status: 502, message: 'bad gateway' },
  unavailable: { status: 503, message: 'service temporarily unavailable' },
  overloaded: { status: 503, message: 'server busy, please try again.  maximum pending requests exceeded' },
  'gateway-timeout': { status: 504, message: 'gateway timeout' },
}

/** The HTTP status of each kind of failure. */
export const statuses: Readonly<Record<ProblemKind, { readonly status: number }>> = wordings

/** A problem in the server's format, as a body or as a line of a stream. */
export function errorBody(problem: Problem, exchange: Exchange): { readonly error: string } {
  return { error: worded(wordings, problem, exchange).message }
}

/** A problem as an HTTP error. */
export const httpError = problemWriter(wordings, { body: errorBody })
