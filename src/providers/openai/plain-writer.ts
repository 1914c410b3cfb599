import type { Exchange } from '../../engine/provider.ts'
import type { GatheredReply, Writer } from '../encoding.ts'
import { unstreamed } from '../unstreamed.ts'
import { headersOf } from './headers.ts'
import { httpError } from './problem.ts'

/** How an endpoint without streams writes what it answers. */
export function plainWriter({ random }: Exchange, body: (gathered: GatheredReply, exchange: Exchange) => unknown): Writer {
  const requestId = `req_${random.id(32, 'hexadecimal')}`
  return unstreamed({ headers: (exchange) => headersOf(exchange, requestId), body, problem: httpError })
}
