import { keep } from '../engine/base/keep.ts'
import type { AnsweredConnection, ConnectionTransport } from './connection-transport.ts'
import type { ReceivedMessage } from '../engine/model/provider.ts'
import type { ProcessOutlet } from '../engine/model/server-link.ts'
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
  /** Sends the output of a process outside of answers to the app. */
  connect(outlet: ProcessOutlet): void
  /** Ends the resources of the connection. */
  isOver(): Promise<void>
  /** Opens it, if another process answers its messages. Default: `receive` and `play` do */
  open?(transport: ConnectionTransport): AnsweredConnection
}

/** Makes a WebSocket whose handshake is rejected. */
export function refusedWebSocket(handshake: Delivery): WebSocketAnswer {
  const refuse = (): never => {
    throw new Error('A message arrived over a refused connection.')
  }
  return { handshake, receive: refuse, play: refuse, connect() {}, isOver: () => Promise.resolve() }
}

/** A connection, and the app at its other end. */
export class OpenedConnection implements Connection {
  readonly #kept = new Map<object, unknown>()
  readonly #closing: (() => Promise<void>)[] = []
  #waiting: ((outlet: ProcessOutlet) => void)[] = []
  #connected: ProcessOutlet | undefined

  readonly outlet: ProcessOutlet = {
    write: (bytes, output) => this.#hand((outlet) => outlet.write(bytes, output)),
    exit: (exit) => this.#hand((outlet) => outlet.exit(exit)),
  }

  keep<Value>(owner: object, make: () => Value): Value {
    return keep(this.#kept, owner, make)
  }

  whenOver(close: () => Promise<void>): void {
    this.#closing.push(close)
  }

  connect(outlet: ProcessOutlet): void {
    this.#connected = outlet
    for (const hand of this.#waiting.splice(0)) hand(outlet)
  }

  async isOver(): Promise<void> {
    this.#waiting = []
    await Promise.all(this.#closing.splice(0).map((close) => close()))
  }

  #hand(hand: (outlet: ProcessOutlet) => void): void {
    if (this.#connected === undefined) this.#waiting.push(hand)
    else hand(this.#connected)
  }
}
