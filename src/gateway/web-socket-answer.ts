import { keep } from '../engine/base/keep.ts'
import type { AnsweredConnection, ConnectionTransport } from './connection-transport.ts'
import type { ReceivedMessage } from '../engine/model/provider.ts'
import type { Connection, WireRequest } from '../engine/model/wire-request.ts'
import type { Delivery } from '../engine/run/delivery.ts'

/** A request without its body. */
export type RequestHead = Omit<WireRequest, 'text' | 'connection'>

/** A provider's answers over a WebSocket. */
export interface WebSocketAnswer {
  /** The response to the handshake: status 101, or an error. */
  readonly handshake: Delivery
  /** Handles a message from the client. The frames to send at once are returned as bytes. */
  receive(message: string): Omit<ReceivedMessage, 'frames'> & { readonly bytes: readonly Uint8Array<ArrayBuffer>[] }
  /**
   * Answers a call that was sent as a message.
   * @throws BrownoutError if it fails inside brownout
   */
  play(text: string): Promise<Delivery>
  /** Opens it, if another process answers its messages. Default: `receive` and `play` do */
  open?(transport: ConnectionTransport): AnsweredConnection
}

/** Makes a WebSocket whose handshake is rejected. */
export function refusedWebSocket(handshake: Delivery): WebSocketAnswer {
  const refuse = (): never => {
    throw new Error('A message arrived over a refused connection.')
  }
  return { handshake, receive: refuse, play: refuse }
}

/** Makes a connection without state. */
export function newConnection(): Connection {
  const kept = new Map<object, unknown>()
  return { keep: (owner, make) => keep(kept, owner, make) }
}
