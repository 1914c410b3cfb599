import type { ProcessOutlet } from './server-link.ts'
import type { SentRequest } from './upstream.ts'

/** The headers of a request, by their names in any case; several of one name are joined by commas. */
export type RequestHeaders = Pick<Headers, 'get' | 'has'>

/** A request as it arrived over the wire. */
export interface WireRequest {
  readonly method: string
  readonly url: URL
  readonly headers: RequestHeaders
  /** The body's text, as it was sent. For a message over a WebSocket, the text that its endpoint made of it; empty for the handshake. */
  readonly text: string
  /** Returns the address that the client used, if it is not the provider's but that of a server that emulates it. */
  readonly sentTo?: () => URL
  /** The WebSocket or the process that it opens or was sent over. */
  readonly connection?: Connection
  /** The bytes that the client sent, if they can be forwarded to an upstream. */
  readonly sent?: SentRequest
}

/** One WebSocket, from its handshake on, or one process with its stdin and stdout. */
export interface Connection {
  /** Returns the owner's value for it. The first call makes it; later calls return the same value. */
  keep<Value>(owner: object, make: () => Value): Value
  /** Sends output of a process to the app outside of answers. Output before the process has started waits for the start. */
  readonly outlet: ProcessOutlet
  /** Calls a function once the connection is over, before the app is notified. */
  whenOver(close: () => Promise<void>): void
}
