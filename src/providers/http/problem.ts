import { kindOfStatus, retryHeaders, worded, type Exchange, type Problem, type ProblemTable, type WrittenProblem } from '../../kit.ts'
import type { HttpOptions } from './options.ts'

/** The reason phrases of RFC 9110, with the usual cause if the client has no other way to distinguish them. */
const wordings: ProblemTable = {
  'bad-request': { status: 400, message: 'Bad Request' },
  'context-length-exceeded': { status: 413, message: 'Content Too Large' },
  authentication: { status: 401, message: 'Unauthorized' },
  billing: { status: 402, message: 'Payment Required' },
  permission: { status: 403, message: 'Forbidden' },
  'model-not-found': { status: 404, message: 'Not Found' },
  'not-found': { status: 404, message: 'Not Found' },
  conflict: { status: 409, message: 'Conflict' },
  'request-too-large': { status: 413, message: 'Content Too Large' },
  unprocessable: { status: 422, message: 'Unprocessable Content' },
  'request-timeout': { status: 408, message: 'Request Timeout' },
  'rate-limit-requests': { status: 429, message: 'Too Many Requests' },
  'rate-limit-tokens': { status: 429, message: 'Too Many Requests' },
  'quota-exhausted': { status: 429, message: 'Quota exceeded' },
  'server-error': { status: 500, message: 'Internal Server Error' },
  'bad-gateway': { status: 502, message: 'Bad Gateway' },
  unavailable: { status: 503, message: 'Service Unavailable' },
  overloaded: { status: 503, message: 'Service Unavailable' },
  'gateway-timeout': { status: 504, message: 'Gateway Timeout' },
}

/** The kind of failure that a status of a route reports; `undefined` if it is not a failure. */
export function problemOfStatus(status: number): Problem | undefined {
  const kind = kindOfStatus(status)
  return kind === undefined ? undefined : { kind, status }
}

/** Writes failures in the form of the API. */
export function problemsOf({ error }: Pick<HttpOptions, 'error'>): (problem: Problem, exchange: Exchange) => WrittenProblem {
  return (problem, exchange) => {
    const { status, message } = worded(wordings, problem, exchange)
    const retry = retryHeaders(problem, exchange.date)
    const { kind, retryAfter } = problem
    const written = error?.({ kind, status, message, url: exchange.request.url, ...(retryAfter === undefined ? {} : { retryAfter }) })
    if (written === undefined) return { status, headers: retry, body: { statusCode: status, error: wordings[kind].message, message } }
    return { status: problem.status ?? written.status ?? status, headers: { ...retry, ...written.headers }, body: written.body }
  }
}
