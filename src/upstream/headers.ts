import type { IncomingMessage } from 'node:http'
import type { UpstreamRequest } from '../engine/model/upstream.ts'

/** Headers about one connection, which is not the other (RFC 9110, 7.6.1). */
const ofConnection: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'expect',
])

/**
 * The headers of a request as they are sent on. A reply that faults act on is requested uncompressed.
 * @param length of the body in bytes. Default: the client's
 */
export function sentHeaders({ headers, unpacked }: UpstreamRequest, length?: number): Record<string, string> {
  const dropped = new Set([
    ...ofConnection,
    'host',
    ...(length === undefined ? [] : ['content-length']),
    ...(unpacked ? ['accept-encoding'] : []),
  ])
  const kept = [...headers()].filter(([name]) => !dropped.has(name.toLowerCase()) && !name.startsWith(':'))
  return {
    ...Object.fromEntries(kept),
    ...(unpacked ? { 'accept-encoding': 'identity' } : {}),
    ...(length === undefined || length === 0 ? {} : { 'content-length': String(length) }),
  }
}

/** The headers of a reply as they are passed on. Several of one name are joined with commas. */
export function receivedHeaders({ headers }: Pick<IncomingMessage, 'headers'>, isUnpacked: boolean): Record<string, string> {
  const dropped = new Set([...ofConnection, ...listed(headers.connection), ...(isUnpacked ? ['content-encoding', 'content-length'] : [])])
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined || dropped.has(name) ? [] : [[name, value.toString()]])),
  )
}

/** The headers that a reply declares as specific to its connection. */
function listed(connection: string | undefined): readonly string[] {
  return (connection ?? '').split(',').map((name) => name.trim().toLowerCase())
}
