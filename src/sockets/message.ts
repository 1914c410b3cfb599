import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2'
import { reasonPhrase } from '../gateway/reason-phrase.ts'

/** A request and its response, in HTTP/1.1 or HTTP/2. */
export type Incoming = IncomingMessage | Http2ServerRequest
export type Outgoing = ServerResponse | Http2ServerResponse

/** Whether a response is sent in HTTP/2. */
export function isHttp2(response: Outgoing): response is Http2ServerResponse {
  return 'stream' in response
}

/** Returns whether the client has disconnected. */
export function isGone(response: Outgoing): boolean {
  return isHttp2(response) ? response.stream.destroyed : response.destroyed
}

/** Drops a response after an internal error. */
export function drop(response: Outgoing, error: Error): void {
  if (isHttp2(response)) response.stream.destroy(error)
  else response.destroy(error)
}

/** Connection headers, which HTTP/2 forbids (RFC 9113, 8.2.2). */
const ofConnection: ReadonlySet<string> = new Set(['connection', 'keep-alive', 'proxy-connection', 'transfer-encoding', 'upgrade'])

/** Writes the status and the headers. In HTTP/2 they are sent at once. */
export function writeHead(status: number, headers: Readonly<Record<string, string>>, response: Outgoing): void {
  if (isHttp2(response))
    response.writeHead(status, Object.fromEntries(Object.entries(headers).filter(([name]) => !ofConnection.has(name.toLowerCase()))))
  else response.writeHead(status, reasonPhrase(status), headers)
}

/** Sends the head of a response now, if it has not been sent: the body can take long. In HTTP/2 it was sent when it was written. */
export function flushHead(response: Outgoing): void {
  if (isHttp2(response)) return
  response.flushHeaders()
  // Node keeps the text of a head that was sent, up to 2 KB for each open stream, and uses only whether there is one.
  if (typeof Reflect.get(response, '_header') === 'string') Reflect.set(response, '_header', 'sent')
}

/** Writes bytes. Both kinds of response have the same method, but not in a common type. */
export function write(bytes: Uint8Array, response: Outgoing): boolean {
  return isHttp2(response) ? response.write(bytes) : response.write(bytes)
}
