import { connectionError, isConnectionError, peerOf, type ConnectionError } from '../base/connection.ts'
import { asBug, type BrownoutError } from '../base/errors.ts'
import type { EndBeat, WaitBeat } from '../model/beat.ts'
import type { Clock } from '../model/clock.ts'
import type { Chunk, ChunkItem, Head, Output } from '../model/frame.ts'
import type { ReadSize } from './chunks.ts'
import type { CallRecord } from './call-record.ts'
import type { Run } from './run.ts'

/** Bytes that have arrived, or the end. */
export type Bytes = Uint8Array<ArrayBuffer> | undefined

/** Never settles: a read by a client that has aborted. */
const never = new Promise<never>(() => {})

function isWait(value: Bytes | Promise<Bytes> | WaitBeat): value is WaitBeat {
  return value !== undefined && 'type' in value
}

/** The part of a run that a delivery needs. */
export type DeliveryRun = Pick<Run, 'clock' | 'silence'> & { readonly journal: Pick<Run['journal'], 'report'> }

/**
 * One answer on its way to the client. It waits as the beats specify, returns bytes on request, and records in the journal what has
 * arrived. Bytes count as arrived once they are returned. Everything is lazy, so a stream of any length uses the same memory.
 */
export class Delivery {
  readonly #items: Iterator<ChunkItem>
  readonly #run: DeliveryRun
  readonly #clock: Clock
  readonly #record: CallRecord | undefined
  readonly #size: ReadSize | undefined
  #stopWaiting: (() => void) | undefined
  #output: Output = 'stdout'
  #hasBegun = false
  #isOver = false
  #isAbandoned = false

  /**
   * @param record updated while the answer arrives; `undefined` for an answer without a call, such as an error of brownout itself
   * @param size set before each read, for code that joins frames to chunks
   */
  constructor(items: Iterable<ChunkItem>, run: DeliveryRun, record: CallRecord | undefined, size?: ReadSize) {
    this.#size = size
    this.#items = items[Symbol.iterator]()
    this.#run = run
    this.#clock = run.clock
    this.#record = record
    if (record !== undefined) record.openDelivery = this
  }

  /**
   * Returns the status and headers once they arrive. Never settles if the provider never answers.
   * @param inTurn whether answers that are due together arrive one after another in virtual time, each after the program has handled
   * the previous one. Otherwise, with sockets in between, the event loop would decide the order
   * @throws ConnectionError if the connection breaks before; BrownoutError if a fault's own code throws
   */
  async head(inTurn = false): Promise<Head> {
    try {
      const { choosesOrder } = this.#clock
      if (this.#record !== undefined && (choosesOrder === true || (choosesOrder === false && inTurn))) await this.#slept({ ms: 0 })
      let step = this.#step()
      while (!(step instanceof Promise) && step?.type === 'wait') {
        await this.#slept(step)
        step = this.#step()
      }
      const item = await step
      if (item === undefined) return await never
      if (item.type !== 'head') throw new Error('A delivery began without a head.')
      this.#hasBegun = true
      this.#record?.begin(item, this.#clock.now())
      return this.#isAbandoned ? await never : item
    } catch (error) {
      throw isConnectionError(error) ? error : this.#bugOf(error)
    }
  }

  /**
   * Returns the next bytes: at once if available, otherwise once they arrive; `undefined` at a clean end. Never settles if the provider
   * stalls. Errors are always rejected promises.
   * @param frames maximum number of frames, due at one time, to return together
   * @throws ConnectionError if the connection breaks
   */
  read(frames = Infinity): Bytes | Promise<Bytes> {
    if (this.#size !== undefined) this.#size.frames = frames
    const bytes = this.#nextBytes()
    return isWait(bytes) ? this.#readAfter(bytes) : bytes
  }

  /** The output to which a process writes the bytes that were read last. */
  get output(): Output {
    return this.#output
  }

  /** The client has aborted, or does not want the rest. */
  abort(): void {
    if (this.#isOver && this.#record?.ending !== 'hung') return
    this.#isOver = true
    this.#stopWaiting?.()
    this.#items.return?.()
    this.#record?.end('aborted', this.#clock.now())
  }

  /** Whether the client has received a terminal event or an error, so that nothing more follows. */
  get isConcluded(): boolean {
    return this.#record === undefined || this.#record.ending === 'complete' || this.#record.problem !== undefined
  }

  /** Adds a line to the journal, next to the call. */
  note(text: string): void {
    this.#record?.note(text)
  }

  /** The process that the call has started has exited. */
  exited(how: string): void {
    if (this.#record !== undefined) this.#record.exitedAt = this.#clock.now()
    this.note(how)
  }

  /** The process of the client has crashed. It receives nothing more, not even the end of the answer. */
  abandon(): void {
    this.#isAbandoned = true
    this.abort()
  }

  /** Not an async function, which would need more memory: each open stream waits here. */
  #readAfter(wait: WaitBeat): Promise<Bytes> {
    return new Promise((resolve) => this.#settleAfter(wait, resolve))
  }

  #settleAfter(wait: WaitBeat, resolve: (bytes: Bytes | Promise<Bytes>) => void): void {
    this.#sleep(wait, () => {
      const bytes = this.#nextBytes()
      if (isWait(bytes)) this.#settleAfter(bytes, resolve)
      else resolve(bytes)
    })
  }

  #nextBytes(): Bytes | Promise<Bytes> | WaitBeat {
    try {
      const item = this.#step()
      return item instanceof Promise || item?.type === 'wait' ? item : this.#bytesOf(item)
    } catch (error) {
      return Promise.reject(error)
    }
  }

  #bytesOf(item: Head | Chunk | undefined): Bytes | Promise<Bytes> {
    if (item === undefined) return undefined
    if (item.type === 'head') throw new Error('A delivery has two heads.')
    this.#output = item.output ?? 'stdout'
    this.#record?.receive(item.frames, this.#clock.now())
    return this.#isAbandoned ? never : item.bytes
  }

  #step(): Head | Chunk | WaitBeat | undefined | Promise<undefined> {
    for (;;) {
      if (this.#isAbandoned) return never
      if (this.#isOver) return undefined
      const item = this.#next()
      if (item === undefined) return this.#end({ type: 'end', how: 'close' })
      if (item.type === 'end') return this.#end(item)
      if (item.type !== 'wait' || item.ms > 0 || item.until !== undefined) return item
    }
  }

  /** If a fault throws in the middle of an answer, the client sees a broken connection and the journal gets the error. */
  #next(): ChunkItem | undefined {
    try {
      const next: IteratorResult<ChunkItem, undefined> = this.#items.next()
      return next.value
    } catch (error) {
      this.#isOver = true
      this.#record?.end('reset', this.#clock.now())
      throw this.#bugOf(error)
    }
  }

  #bugOf(error: unknown): BrownoutError {
    const bug = asBug(error)
    this.#run.journal.report(bug)
    return bug
  }

  #slept(wait: Pick<WaitBeat, 'ms' | 'until'>): Promise<void> {
    return new Promise((resolve) => this.#sleep(wait, resolve))
  }

  #sleep({ ms, until }: Pick<WaitBeat, 'ms' | 'until'>, wake: () => void): void {
    if (until === undefined) this.#stopWaiting = this.#clock.after(ms, wake, this.#record?.call)
    else void until.then(wake)
  }

  /** If no header has arrived, a connection that closes is a broken one. */
  #errorOf(how: 'close' | 'reset', code: string | undefined): ConnectionError {
    const peer = this.#record === undefined ? undefined : peerOf(this.#record.call.host)
    return connectionError(how === 'close' ? 'UND_ERR_SOCKET' : code, peer)
  }

  #end({ how, code }: EndBeat): undefined | Promise<undefined> {
    this.#isOver = true
    this.#items.return?.()
    const now = this.#clock.now()
    if (how === 'hang') {
      this.#record?.end('hung', now)
      return new Promise((_, reject) => {
        this.#stopWaiting = this.#run.silence(reject)
      })
    }
    if (how === 'close' && this.#hasBegun) {
      this.#record?.end('truncated', now)
      return undefined
    }
    this.#record?.end('reset', now)
    return Promise.reject(this.#errorOf(how, code))
  }
}
