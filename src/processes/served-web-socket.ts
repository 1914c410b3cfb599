import type { Socket } from 'node:net'
import { isConnectionError } from '../engine/base/connection.ts'
import type { Answerer, IncomingHeaders } from '../gateway/answerer.ts'
import { framed } from '../gateway/framed-transport.ts'
import { OpenConnection } from '../gateway/open-connection.ts'
import type { OutgoingAnswer } from '../gateway/outgoing-answer.ts'
import { begin } from '../gateway/respond.ts'
import { send } from './messages.ts'

/** A WebSocket of another process, which is answered here. */
export class ServedWebSocket {
  readonly #call: number
  readonly #socket: Socket
  #open: OpenConnection | undefined
  #handshake: OutgoingAnswer | undefined
  #taken: (() => void) | undefined
  #hasLeft = false

  /** @param socket of the process */
  constructor(call: number, socket: Socket) {
    this.#call = call
    this.#socket = socket
  }

  /** Answers the handshake. Returns the rest of the answer if it is refused. */
  async start(answerer: Answerer, url: URL, headers: IncomingHeaders): Promise<OutgoingAnswer | undefined> {
    const answer = await answerer.answerWebSocket({ method: 'GET', url, headers })
    this.#handshake = answer.handshake
    if (this.#hasLeft) {
      answer.handshake.abort()
      return undefined
    }
    const { head, delivery } = await begin(answer.handshake, 'direct')
    send({ type: 'head', call: this.#call, status: head.status, headers: head.headers }, this.#socket)
    if (head.status !== 101) return delivery
    this.#open = new OpenConnection(
      answer,
      answer.handshake,
      framed({
        send: (bytes) => this.#send(bytes),
        close: () => send({ type: 'closed', call: this.#call }, this.#socket),
        drop: ({ code }) => send({ type: 'broken', call: this.#call, code }, this.#socket),
      }),
    )
    return undefined
  }

  /** The client sends a message. */
  receive(text: string): void {
    this.#open?.receive(text).catch((error: unknown) => {
      if (!isConnectionError(error)) send({ type: 'failed', call: this.#call, message: String(error) }, this.#socket)
    })
  }

  /** The client has taken the last frames. */
  taken(): void {
    this.#taken?.()
  }

  /** The client has disconnected, or its process has ended. */
  disconnect(): void {
    this.#hasLeft = true
    this.#open?.disconnect()
    this.#handshake?.abort()
    this.#taken?.()
  }

  #send(bytes: Uint8Array): Promise<void> {
    send({ type: 'frames', call: this.#call, base64: Buffer.from(bytes).toString('base64') }, this.#socket)
    return new Promise((resolve) => {
      this.#taken = resolve
      if (this.#hasLeft) resolve()
    })
  }
}
