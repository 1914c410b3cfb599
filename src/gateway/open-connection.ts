import { isConnectionError } from '../engine/base/connection.ts'
import { BrownoutError } from '../engine/base/errors.ts'
import type { Delivery } from '../engine/run/delivery.ts'
import type { AnsweredConnection, ConnectionTransport } from './connection-transport.ts'
import type { WebSocketAnswer } from './web-socket-answer.ts'

/** An open answer, or one that is not there yet. */
class UnderWay {
  readonly lane: string | undefined
  readonly cancelled: Promise<void>
  #delivery: Delivery | undefined
  #isCancelled = false
  #resolve!: () => void

  constructor(lane: string | undefined) {
    this.lane = lane
    this.cancelled = new Promise((resolve) => {
      this.#resolve = resolve
    })
  }

  get isCancelled(): boolean {
    return this.#isCancelled
  }

  /** The answer is there. */
  begin(delivery: Delivery): void {
    this.#delivery = delivery
    if (this.#isCancelled) delivery.abort()
  }

  cancel(): void {
    this.#isCancelled = true
    this.#delivery?.abort()
    this.#resolve()
  }
}

/** An open WebSocket or a running process: it answers the client's messages until either side ends it. */
export class OpenConnection implements AnsweredConnection {
  readonly #provider: WebSocketAnswer
  readonly #transport: ConnectionTransport
  readonly #lanes = new Map<string, Promise<void>>()
  readonly #underWay = new Set<UnderWay>()
  readonly #opened: Promise<void>
  #isOver = false
  /** How many answers are not complete, with those that wait for their turn and that to the handshake. */
  #due = 1
  #leave: (() => void) | undefined

  /** @param handshake its answer, whose head has been sent */
  constructor(provider: WebSocketAnswer, handshake: Delivery, transport: ConnectionTransport) {
    this.#provider = provider
    this.#transport = transport
    this.#opened = this.#deliver(() => handshake).finally(() => this.#isDone())
  }

  /** Answers a message from the client, after the frames that the provider sends first. */
  async receive(message: string): Promise<void> {
    await this.#opened
    if (this.#isOver) return
    const { bytes, call, lane = '', cancels, note } = this.#provider.receive(message)
    if (note !== undefined) this.#provider.handshake.note(note)
    if (cancels !== undefined) this.#cancel(cancels)
    for (const each of bytes) await this.#transport.send(each, 'stdout')
    if (call === undefined) return
    const before = this.#lanes.get(lane) ?? Promise.resolve()
    this.#due++
    const answered = before.then(() => this.#answer(call, lane)).finally(() => this.#isDone())
    this.#lanes.set(lane, answered)
    await answered
  }

  /** Ends every answer, since the client has disconnected. */
  disconnect(): void {
    this.#isOver = true
    this.#cancel('all')
  }

  /** Ends the connection in this way once no answer is in progress: at once if there is none. */
  leave(how: () => void): void {
    this.#leave = how
    this.#leaveIfIdle()
  }

  #isDone(): void {
    this.#due--
    this.#leaveIfIdle()
  }

  #leaveIfIdle(): void {
    if (this.#leave !== undefined && this.#due === 0 && !this.#isOver) void this.#end(this.#leave)
  }

  #cancel(which: 'all' | { readonly lane: string }): void {
    for (const each of this.#underWay) if (which === 'all' || each.lane === which.lane) each.cancel()
  }

  async #answer(text: string, lane: string): Promise<void> {
    if (!this.#isOver) await this.#deliver(() => this.#provider.play(text), lane)
  }

  /** @param lane that of a call; the handshake has none */
  async #deliver(coming: () => Delivery | Promise<Delivery>, lane?: string): Promise<void> {
    const underWay = new UnderWay(lane)
    this.#underWay.add(underWay)
    try {
      await Promise.race([this.#send(underWay, coming), underWay.cancelled])
    } catch (error) {
      if (!underWay.isCancelled) await this.#failed(error)
    } finally {
      this.#underWay.delete(underWay)
    }
  }

  async #send(underWay: UnderWay, coming: () => Delivery | Promise<Delivery>): Promise<void> {
    const delivery = await coming()
    underWay.begin(delivery)
    if (underWay.lane !== undefined && !underWay.isCancelled) await delivery.head(true)
    for (let bytes = await delivery.read(); bytes !== undefined; bytes = await delivery.read()) {
      if (underWay.isCancelled) return
      if (bytes.length > 0) await this.#transport.send(bytes, delivery.output)
    }
    if (!delivery.isConcluded && !underWay.isCancelled) await this.#end(() => this.#transport.close())
  }

  async #failed(error: unknown): Promise<void> {
    if (isConnectionError(error)) return this.#end(() => this.#transport.drop(error))
    if (!(error instanceof BrownoutError)) throw error
    await this.#transport.refuse(error)
  }

  async #end(how: () => Promise<void> | void): Promise<void> {
    if (this.#isOver) return
    this.disconnect()
    await how()
  }
}
