import { unstreamed, uuidFrom, type Exchange, type GatheredReply, type Writer } from '../../kit.ts'
import { replyHeaders } from './headers.ts'
import { httpError } from './problem.ts'

/** How an endpoint without streams writes what it answers. */
export function plainWriter(
  { random }: Exchange,
  body: (gathered: GatheredReply) => unknown,
  headers: Readonly<Record<string, string>> = {},
): Writer {
  const requestId = uuidFrom(random)
  return unstreamed({ headers: () => ({ ...replyHeaders(requestId), ...headers }), body, problem: httpError })
}
