import type { Exchange } from '../../engine/model/provider.ts'
import type { GatheredReply, Writer } from '../encoding.ts'
import { unstreamed } from '../unstreamed.ts'
import type { Host } from './host.ts'

/** How an endpoint without streams writes what it answers. */
export function plainWriter(host: Host, { random }: Exchange, body: (gathered: GatheredReply, exchange: Exchange) => unknown): Writer {
  const requestId = host.requestId(random)
  return unstreamed({ headers: (exchange) => host.headers(exchange, requestId), body, problem: host.httpError })
}
