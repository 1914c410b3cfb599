import { encode, serverSentEvent, unstreamed, type Endpoint, type Exchange, type GatheredReply } from '../../kit.ts'
import { headersOf } from './headers.ts'
import { httpError } from './problem.ts'

/** An endpoint whose answers are no words, and never streamed. `GET` where nothing is sent. */
export function plainEndpoint(
  name: string,
  { method = 'POST', ...asked }: Pick<Endpoint, 'path' | 'readablePath' | 'documentation' | 'decode'> & Partial<Pick<Endpoint, 'method'>>,
  body: (gathered: GatheredReply, exchange: Exchange) => unknown,
): Endpoint {
  const writer = unstreamed({ headers: headersOf, body, problem: httpError })
  return { name, method, ...asked, encode: (beats, exchange) => encode(beats, exchange, writer), bytes: serverSentEvent }
}
