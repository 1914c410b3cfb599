import { retryHeaders, type Problem, type RateLimit, type Exchange } from '../../kit.ts'
import type { Ids } from './ids.ts'

type Headers = Readonly<Record<string, string>>

/** The headers of every response. Of its limits the API tells those of a trial key, in calls. */
export function replyHeaders({ limits }: Exchange, ids: Ids): Headers {
  return { 'x-debug-trace-id': ids.trace, ...limitHeaders(limits.requests) }
}

/** The headers that only a problem has. */
export function problemHeaders(problem: Problem, { date }: Exchange): Headers {
  const requests = problem.limits?.requests
  return { ...(requests === undefined ? {} : limitHeaders(requests)), ...retryHeaders(problem, date) }
}

function limitHeaders({ limit, remaining }: RateLimit): Headers {
  return { 'x-trial-endpoint-call-limit': String(limit), 'x-trial-endpoint-call-remaining': String(remaining) }
}
