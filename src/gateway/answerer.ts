import type { RequestHeaders, WireRequest } from '../engine/model/wire-request.ts'
import type { OutgoingAnswer } from './outgoing-answer.ts'
import type { RequestHead, WebSocketAnswer } from './web-socket-answer.ts'

/** The headers of a request, all of them. */
export interface IncomingHeaders extends RequestHeaders {
  entries(): Iterable<readonly [name: string, value: string]>
}

/** A request as it reaches the gateway, by whatever way it came. Its body is read only if it is played. */
export interface IncomingRequest extends Omit<WireRequest, 'text' | 'headers' | 'connection' | 'sent'> {
  readonly headers: IncomingHeaders
  /** The body, as it was sent. */
  body(): Body | Promise<Body>
}

/** A body as text, or as bytes, which can be compressed. */
export type Body = string | Uint8Array<ArrayBuffer>

/** What answers requests to some hosts: a gateway, one in another process, or one that refuses them all. */
export interface Answerer {
  /** Whether a request is its to answer. */
  knows(url: URL): boolean
  /** What the client gets. Settles once the answer is known; nothing has been delivered by then. */
  answer(request: IncomingRequest): Promise<OutgoingAnswer>
  /** The address of the provider that a command starts; `undefined` if the command is not its to answer. */
  addressOf(command: string, args: readonly string[]): URL | undefined
  /** What a client gets that asks for a WebSocket, or that starts a process. */
  answerWebSocket(request: RequestHead): Promise<WebSocketAnswer>
}
