import type { Exchange, PlainWriter } from '../../kit.ts'
import type { Host } from './host.ts'

/** The common parts of a host's writers: headers and errors. */
export function writerAt(host: Host, { random }: Exchange): Omit<PlainWriter, 'body'> & { readonly requestId: string } {
  const requestId = host.requestId(random)
  return { requestId, headers: (exchange) => host.headers(exchange, requestId), problem: host.httpError }
}
