import { unstreamed, type Exchange, type Writer } from '../../kit.ts'
import { problemHeaders, replyHeaders } from './headers.ts'
import { drawIds } from './ids.ts'
import { errorBody, statusOf } from './problem.ts'

/** How an endpoint that is not about messages writes what it answers. */
export function plainWriter({ random }: Exchange, body: () => unknown): Writer {
  const ids = drawIds(random)
  return unstreamed({
    headers: (exchange) => replyHeaders(exchange, ids),
    body,
    problem: (problem, exchange) => ({
      status: statusOf(problem),
      headers: problemHeaders(problem, exchange),
      body: errorBody(problem, exchange, ids.request),
    }),
  })
}
