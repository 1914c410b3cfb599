import type { RequestHeaders, WireRequest } from '../engine/model/wire-request.ts'
import type { OutgoingAnswer } from './outgoing-answer.ts'
import type { WebSocketAnswer } from './web-socket-answer.ts'

/** All headers of a request. */
export interface IncomingHeaders extends RequestHeaders {
  entries(): Iterable<readonly [name: string, value: string]>
}

/** A request as it reaches the gateway, over any transport. Its body is read only if it is answered. */
export interface IncomingRequest extends Omit<WireRequest, 'text' | 'headers' | 'connection' | 'sent'> {
  readonly headers: IncomingHeaders
  /** The body as sent. */
  body(): Body | Promise<Body>
  /** The body as it arrives, for an upstream, instead of `body` or after a body that is too large. Default: it is not available */
  stream?(): AsyncIterable<Uint8Array<ArrayBuffer>>
}

/** A body as text, or as bytes, which can be compressed. */
export type Body = string | Uint8Array<ArrayBuffer>

/** Answers requests to some hosts: a gateway, one in another process, or one that blocks them all. */
export interface Answerer {
  /** Whether it answers requests to a URL. */
  knows(url: URL): boolean
  /** Returns the response. Settles once the answer is known, before any of it is delivered. */
  answer(request: IncomingRequest): Promise<OutgoingAnswer>
  /** The address of the provider that a command starts; `undefined` if the command is not its to answer. */
  addressOf(command: string, args: readonly string[]): URL | undefined
  /** Answers a client that requests a WebSocket, or that starts a process. */
  answerWebSocket(request: Omit<IncomingRequest, 'body' | 'stream'>): Promise<WebSocketAnswer>
}
