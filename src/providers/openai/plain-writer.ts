import { unstreamed, type Exchange, type GatheredReply, type Writer } from '../../kit.ts'
import type { Host } from './host.ts'

/** How an endpoint without streams writes what it answers. */
export function plainWriter(host: Host, { random }: Exchange, body: (gathered: GatheredReply, exchange: Exchange) => unknown): Writer {
  const requestId = host.requestId(random)
  return unstreamed({ headers: (exchange) => host.headers(exchange, requestId), body, problem: host.httpError })
}
