import { connectionError, isConnectionError, type ConnectionError } from '../engine/base/connection.ts'
import { BrownoutError } from '../engine/base/errors.ts'
import { FrameBorders, messageBytes } from '../engine/base/websocket.ts'
import type { Delivery } from '../engine/run/delivery.ts'
import type { WebSocketAnswer } from './web-socket-answer.ts'
import { refusalEvent } from './refusal.ts'

/** Sends bytes to the client of a WebSocket. */
export interface WebSocketTransport {
  /** Sends frames. Settles once the client accepts more. */
  send(bytes: Uint8Array<ArrayBuffer>): Promise<void> | void
  /** Closes the WebSocket cleanly. */
  close(): void
  /** Breaks the connection without a close frame. */
  drop(error: ConnectionError): Promise<void> | void
}

/** An open answer. */
class UnderWay {
  readonly delivery: Delivery
  readonly cancelled: Promise<void>
  #isCancelled = false
  #resolve!: () => void

  constructor(delivery: Delivery) {
    this.delivery = delivery
    this.cancelled = new Promise((resolve) => {
      this.#resolve = resolve
    })
  }

  get isCancelled(): boolean {
    return this.#isCancelled
  }

  cancel(): void {
    this.#isCancelled = true
    this.delivery.abort()
    this.#resolve()
  }
}

/** An open WebSocket, which answers the client's messages until either side ends it. */
export class OpenWebSocket {
  readonly #provider: WebSocketAnswer
  readonly #transport: WebSocketTransport
  readonly #lanes = new Map<string, Promise<void>>()
  readonly #underWay = new Set<UnderWay>()
  readonly #sent = new FrameBorders()
  readonly #opened: Promise<void>
  #isOver = false

  /** @param handshake its response, whose head has been sent */
  constructor(provider: WebSocketAnswer, handshake: Delivery, transport: WebSocketTransport) {
    this.#provider = provider
    this.#transport = transport
    this.#opened = this.#deliver(handshake)
  }

  /** Answers a message from the client, after the frames that the provider sends first. */
  async receive(message: string): Promise<void> {
    await this.#opened
    if (this.#isOver) return
    const { bytes, call, lane = '', cancels = false, note } = this.#provider.receive(message)
    if (note !== undefined) this.#provider.handshake.note(note)
    if (cancels) this.#cancelAll()
    for (const each of bytes) await this.#write(each)
    if (call === undefined) return
    const before = this.#lanes.get(lane) ?? Promise.resolve()
    const answered = before.then(() => this.#answer(call))
    this.#lanes.set(lane, answered)
    await answered
  }

  /** Ends every answer, since the client has left. */
  disconnect(): void {
    this.#isOver = true
    this.#cancelAll()
  }

  #cancelAll(): void {
    for (const each of this.#underWay) each.cancel()
  }

  async #answer(text: string): Promise<void> {
    if (this.#isOver) return
    try {
      await this.#deliver(await this.#provider.play(text), true)
    } catch (error) {
      await this.#failed(error)
    }
  }

  async #deliver(delivery: Delivery, isCall = false): Promise<void> {
    if (this.#isOver) return delivery.abort()
    const underWay = new UnderWay(delivery)
    this.#underWay.add(underWay)
    try {
      await Promise.race([this.#send(underWay, isCall), underWay.cancelled])
    } catch (error) {
      if (!underWay.isCancelled) await this.#failed(error)
    } finally {
      this.#underWay.delete(underWay)
    }
  }

  async #send(underWay: UnderWay, isCall: boolean): Promise<void> {
    const { delivery } = underWay
    if (isCall) await delivery.head(true)
    for (let bytes = await delivery.read(); bytes !== undefined; bytes = await delivery.read()) {
      if (underWay.isCancelled) return
      if (bytes.length > 0) await this.#write(bytes)
    }
    if (!delivery.isConcluded && !underWay.isCancelled) await this.#end(() => this.#close())
  }

  #write(bytes: Uint8Array<ArrayBuffer>): Promise<void> | void {
    this.#sent.add(bytes)
    return this.#transport.send(bytes)
  }

  /** Within a frame a close frame would be read as data, so the connection just ends. */
  #close(): Promise<void> | void {
    return this.#sent.isInside ? this.#transport.drop(connectionError('UND_ERR_SOCKET')) : this.#transport.close()
  }

  async #failed(error: unknown): Promise<void> {
    if (isConnectionError(error)) return this.#end(() => this.#transport.drop(error))
    if (!(error instanceof BrownoutError)) throw error
    await this.#write(messageBytes(refusalEvent(error)))
  }

  async #end(how: () => Promise<void> | void): Promise<void> {
    if (this.#isOver) return
    this.disconnect()
    await how()
  }
}
