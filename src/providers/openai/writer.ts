import type { Exchange, PlainWriter } from '../../kit.ts'
import type { Host } from './host.ts'

/** What every endpoint of a host writes alike: its headers and its errors. */
export function writerAt(host: Host, { random }: Exchange): Omit<PlainWriter, 'body'> & { readonly requestId: string } {
  const requestId = host.requestId(random)
  return { requestId, headers: (exchange) => host.headers(exchange, requestId), problem: host.httpError }
}
