import type { Clock } from '../model/clock.ts'
import { ConnectionError } from '../base/connection.ts'
import type { EndBeat, WaitBeat } from '../model/beat.ts'
import type { Chunk, ChunkItem, Head } from '../model/frame.ts'
import type { CallRecord } from './run-journal.ts'

/** Bytes that have arrived, or the end. */
type Bytes = Uint8Array<ArrayBuffer> | undefined

function isWait(item: unknown): item is WaitBeat {
  return (item as WaitBeat | undefined)?.type === 'wait'
}

/**
 * One call's answer on its way to the client: it waits as the beats say, hands out bytes when they are asked for, and writes
 * into the journal what has really arrived. Nothing is made before it is asked for, so a stream of any length costs the same.
 */
export class Delivery {
  readonly #items: Iterator<ChunkItem>
  readonly #clock: Clock
  readonly #record: CallRecord
  readonly #silence: () => Promise<never>
  #stopWaiting: (() => void) | undefined
  #isOver = false

  /** @param silence is asked for the promise that stands for an answer which never comes */
  constructor(items: Iterable<ChunkItem>, clock: Clock, record: CallRecord, silence: () => Promise<never>) {
    this.#items = items[Symbol.iterator]()
    this.#clock = clock
    this.#record = record
    this.#silence = silence
  }

  /**
   * The status and headers, once they arrive. Never settles where the provider never answers.
   * @throws ConnectionError where the connection breaks first.
   */
  async head(): Promise<Head> {
    if (this.#clock.choosesOrder === true) await this.#wait(0)
    const item = await this.#advance()
    if (item?.type !== 'head') throw new Error('A delivery began without a head.')
    this.#record.status = item.status
    if (item.problem !== undefined) this.#record.report(item.problem)
    // An error says all with its status; clients that try again throw its body away unread.
    if (item.status >= 400) this.#record.end('refused', this.#clock.now())
    return item
  }

  /**
   * The next bytes: at once where they are there, else once they arrive; `undefined` at a clean end.
   * Never settles where the provider falls silent. What fails, fails as a promise.
   * @throws ConnectionError where the connection breaks.
   */
  read(): Bytes | Promise<Bytes> {
    const item = this.#advance()
    return item instanceof Promise ? item.then((later) => this.#bytesOf(later)) : this.#bytesOf(item)
  }

  #bytesOf(item: Head | Chunk | undefined): Bytes {
    if (item === undefined) return undefined
    if (item.type === 'head') throw new Error('A delivery has two heads.')
    this.#arrive(item)
    return item.bytes
  }

  /** The client has given up, or does not want the rest. */
  abort(): void {
    if (this.#isOver && this.#record.ending !== 'hung') return
    this.#isOver = true
    this.#stopWaiting?.()
    this.#items.return?.()
    this.#record.end('aborted', this.#clock.now())
  }

  #advance(): Head | Chunk | undefined | Promise<Head | Chunk | undefined> {
    const item = this.#step()
    return isWait(item) ? this.#advanceAfter(item) : item
  }

  /** In a loop, so that waits in a row, as a paced answer in one body has, do not pile up promises. */
  async #advanceAfter(wait: WaitBeat): Promise<Head | Chunk | undefined> {
    let item: Head | Chunk | WaitBeat | undefined = wait
    while (isWait(item)) {
      await this.#wait(item.ms)
      item = await this.#step()
    }
    return item
  }

  #step(): Head | Chunk | WaitBeat | undefined | Promise<undefined> {
    for (;;) {
      if (this.#isOver) return undefined
      const next: IteratorResult<ChunkItem, undefined> = this.#items.next()
      if (next.done === true) return this.#end({ type: 'end', how: 'close' })
      const item = next.value
      if (item.type === 'end') return this.#end(item)
      if (item.type !== 'wait' || item.ms > 0) return item
    }
  }

  #wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.#stopWaiting = this.#clock.after(ms, resolve, this.#record.call.index)
    })
  }

  #arrive({ frames }: Chunk): void {
    const now = this.#clock.now()
    this.#record.firstByteAt ??= now
    for (const frame of frames) {
      this.#record.arrive(frame.role, frame.received, now)
      if (frame.problem !== undefined) this.#record.report(frame.problem)
      if (frame.completes === true) this.#record.end('complete', now)
      // An error event ends a stream, whoever hangs up first: SDKs throw, and abort the rest.
      else if (frame.role === 'problem') this.#record.end('cut', now)
    }
  }

  #end({ how, code }: EndBeat): undefined | Promise<undefined> {
    this.#isOver = true
    this.#items.return?.()
    const now = this.#clock.now()
    // To a client that has seen no header, a connection that closes is a broken one.
    if (how === 'close' && this.#record.status !== undefined) {
      this.#record.end('cut', now)
      return undefined
    }
    if (how === 'hang') {
      this.#record.end('hung', now)
      return this.#silence()
    }
    this.#record.end('reset', now)
    return Promise.reject(new ConnectionError(code))
  }
}
