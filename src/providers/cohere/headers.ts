import { retryHeaders, type Problem, type RateLimit, type Exchange } from '../../kit.ts'
import type { Ids } from './ids.ts'

type Headers = Readonly<Record<string, string>>

/** The headers of every response. The API reports only the limits of a trial key, in calls. */
export function replyHeaders({ limits }: Exchange, ids: Ids): Headers {
  return { 'x-debug-trace-id': ids.trace, ...limitHeaders(limits.requests) }
}

/** The headers of errors only. */
export function problemHeaders(problem: Problem, { date }: Exchange): Headers {
  const requests = problem.limits?.requests
  return { ...(requests === undefined ? {} : limitHeaders(requests)), ...retryHeaders(problem, date) }
}

function limitHeaders({ limit, remaining }: RateLimit): Headers {
  return { 'x-trial-endpoint-call-limit': String(limit), 'x-trial-endpoint-call-remaining': String(remaining) }
}
