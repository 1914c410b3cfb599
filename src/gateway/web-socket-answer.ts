import { keep } from '../engine/base/keep.ts'
import type { ReceivedMessage } from '../engine/model/provider.ts'
import type { Connection, WireRequest } from '../engine/model/wire-request.ts'
import type { Delivery } from '../engine/run/delivery.ts'

/** A request without its body. */
export type RequestHead = Omit<WireRequest, 'text' | 'connection'>

/** How a provider answers a WebSocket. */
export interface WebSocketAnswer {
  /** The answer to the handshake: status 101, or an error. */
  readonly handshake: Delivery
  /** Takes a message from the client. The frames that answer it at once are returned as bytes. */
  receive(message: string): Omit<ReceivedMessage, 'frames'> & { readonly bytes: readonly Uint8Array<ArrayBuffer>[] }
  /**
   * Plays a call that a message has made.
   * @throws BrownoutError if it cannot be played
   */
  play(text: string): Promise<Delivery>
}

/** A WebSocket that was refused. */
export function refusedWebSocket(handshake: Delivery): WebSocketAnswer {
  const refuse = (): never => {
    throw new Error('A message came over a connection that was refused.')
  }
  return { handshake, receive: refuse, play: refuse }
}

/** A WebSocket of which nothing is kept yet. */
export function newConnection(): Connection {
  const kept = new Map<object, unknown>()
  return { keep: (owner, make) => keep(kept, owner, make) }
}
