import type { ProcessOutlet } from './server-link.ts'
import type { SentRequest } from './upstream.ts'

/** The headers of a request, by their names in any case; several of one name are joined by commas. */
export type RequestHeaders = Pick<Headers, 'get' | 'has'>

/** A request as it came over the wire. */
export interface WireRequest {
  readonly method: string
  readonly url: URL
  readonly headers: RequestHeaders
  /** The body's text, as it was sent. Of a message over a WebSocket, what its endpoint made of it; empty for the handshake. */
  readonly text: string
  /** Returns the address that the client used, if it is not the provider's but that of a server that emulates it. */
  readonly sentTo?: () => URL
  /** The WebSocket or the process that it opens or came over. */
  readonly connection?: Connection
  /** What the client sent, if it can be forwarded to an upstream. */
  readonly sent?: SentRequest
}

/** One WebSocket, from its handshake on, or one process with its stdin and stdout. */
export interface Connection {
  /** Returns what the owner keeps of it. The first call makes it; later calls return the same value. */
  keep<Value>(owner: object, make: () => Value): Value
  /** What the app gets of a process by itself. What is written before the process has started waits for that. */
  readonly outlet: ProcessOutlet
  /** Calls a function once the connection is over, before the app hears that it is. */
  whenOver(close: () => Promise<void>): void
}
