import type { Exchange } from '../../engine/model/provider.ts'
import type { GatheredReply, Writer } from '../encoding.ts'
import { unstreamed } from '../unstreamed.ts'
import { replyHeaders } from './headers.ts'
import { httpError } from './problem.ts'
import { uuidFrom } from '../uuid.ts'

/** How an endpoint without streams writes what it answers. */
export function plainWriter(
  { random }: Exchange,
  body: (gathered: GatheredReply) => unknown,
  headers: Readonly<Record<string, string>> = {},
): Writer {
  const requestId = uuidFrom(random)
  return unstreamed({ headers: () => ({ ...replyHeaders(requestId), ...headers }), body, problem: httpError })
}
