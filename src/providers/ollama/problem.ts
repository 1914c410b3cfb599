import { retryHeaders, type Problem, type ProblemKind, type Exchange } from '../../kit.ts'

interface Wording {
  readonly status: number
  message(exchange: Exchange): string
}

const upgrade = 'https://ollama.com/upgrade'

function saying(message: string): Wording['message'] {
  return () => message
}

/**
 * How the server words each failure: its own source (github.com/ollama/ollama, server/routes.go and server/sched.go) for what
 * goes wrong on one's own machine, and what users quote of ollama.com for what only an account can meet, such as
 * github.com/continuedev/continue/issues/9233 (hourly limit) and github.com/ollama/ollama/issues/15990 (subscription).
 */
const wordings: Readonly<Record<ProblemKind, Wording>> = {
  'bad-request': { status: 400, message: saying('invalid request') },
  'context-length-exceeded': {
    status: 400,
    message: ({ call }) => `prompt too long; exceeded max context length by ${call.inputTokens} tokens`,
  },
  authentication: { status: 401, message: saying('unauthorized') },
  billing: { status: 402, message: saying(`payment required, see ${upgrade}`) },
  permission: { status: 403, message: saying(`this model requires a subscription, upgrade for access: ${upgrade}`) },
  'model-not-found': { status: 404, message: ({ call }) => `model '${call.model}' not found` },
  'not-found': { status: 404, message: ({ request }) => `path "${request.url.pathname}" not found` },
  conflict: { status: 409, message: saying('conflict') },
  'request-too-large': { status: 413, message: saying('http: request body too large') },
  unprocessable: { status: 422, message: saying('unprocessable entity') },
  'request-timeout': { status: 408, message: saying('timed out waiting for llama runner to start: context deadline exceeded') },
  'rate-limit-requests': { status: 429, message: saying('too many concurrent requests') },
  'rate-limit-tokens': { status: 429, message: saying("you've reached your hourly usage limit, please wait or upgrade to continue") },
  'quota-exhausted': {
    status: 429,
    message: saying(`you have reached your weekly usage limit, upgrade for higher limits: ${upgrade}`),
  },
  'server-error': {
    status: 500,
    message: saying(
      'model runner has unexpectedly stopped, this may be due to resource limitations or an internal error, check ollama server logs for details',
    ),
  },
  'bad-gateway': { status: 502, message: saying('bad gateway') },
  unavailable: { status: 503, message: saying('service temporarily unavailable') },
  overloaded: { status: 503, message: saying('server busy, please try again.  maximum pending requests exceeded') },
  'gateway-timeout': { status: 504, message: saying('gateway timeout') },
}

/** A problem as the server says it, in a body of its own or in a line of a stream. */
export function errorBody(problem: Problem, exchange: Exchange): { readonly error: string } {
  return { error: problem.message ?? wordings[problem.kind].message(exchange) }
}

/** A problem as an HTTP error. */
export function httpError(
  problem: Problem,
  exchange: Exchange,
): { status: number; headers: Readonly<Record<string, string>>; body: unknown } {
  return {
    status: problem.status ?? wordings[problem.kind].status,
    headers: retryHeaders(problem, exchange.date),
    body: errorBody(problem, exchange),
  }
}
