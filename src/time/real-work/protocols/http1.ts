import type { Protocol } from './protocol.ts'

/** Returns whether this is an HTTP/1 request, except for one that becomes a WebSocket. */
export function isHttp1(bytes: Uint8Array): boolean {
  const text = String.fromCharCode(...bytes.subarray(0, 2_000))
  return /^[A-Z]+ \S+ HTTP\/1\.[01]\r\n/.test(text) && !/\r\nupgrade: *websocket\r\n/i.test(text)
}

/** Reads nothing: HTTP/1 clients report when a response is complete. */
export const http1: Protocol = { name: 'HTTP', sent() {}, received() {}, state: 'idle' }
