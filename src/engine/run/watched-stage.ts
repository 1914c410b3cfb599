import { FaultBugError } from '../base/errors.ts'
import { appended } from '../base/appended.ts'

/** A fault's function at a stage, and what is recorded about it. */
export interface WatchedFunction<Item> {
  /** The name of the fault. */
  readonly fault: string
  /** The name of the stage. */
  readonly name: string
  run(items: Iterable<Item>): Iterable<Item>
  /** Called once the output differs from the input. */
  fires(): void
  /** Called at the end if it never did. */
  unchanged(): void
}

const over = { done: true, value: undefined } as const
const none: never[] = []

/**
 * Runs a stage function over a stream of items and notices when it fires: when its output differs from its input. A fault that waits for a
 * position (such as the fifth delta) fires only when it changes the item there. Errors of the function become {@link FaultBugError}; errors
 * of its source pass through unchanged.
 */
export function watchedStage<Item extends { readonly type: string }>(
  source: Iterable<Item>,
  stage: WatchedFunction<Item>,
): IterableIterator<Item, undefined> {
  return new WatchedStage(source, stage)
}

class WatchedStage<Item extends { readonly type: string }> implements IterableIterator<Item, undefined> {
  readonly #stage: WatchedFunction<Item>
  #source: Iterable<Item> | undefined
  /** The output. `undefined` before it is read and after its end. */
  #output: Iterator<Item> | undefined
  /** What the function was handed. `undefined` if it returned the source itself, so that there is nothing to watch. */
  #handed: Handed<Item> | undefined

  constructor(source: Iterable<Item>, stage: WatchedFunction<Item>) {
    this.#source = source
    this.#stage = stage
  }

  next(): IteratorResult<Item, undefined> {
    try {
      const output = this.#source === undefined ? this.#output : this.#started(this.#source)
      const read = output?.next()
      if (read !== undefined && read.done !== true) {
        if (this.#handed?.isNext(read.value) === false) this.#fire(this.#handed)
        return read
      }
      if (output !== undefined) this.#end()
      return over
    } catch (error) {
      const own = this.#errorOf(error)
      this.#finish()
      throw own
    }
  }

  return(): IteratorResult<Item, undefined> {
    const output = this.#output
    try {
      output?.return?.()
    } catch (error) {
      throw this.#errorOf(error)
    } finally {
      // The reader leaves before the end: it has read everything up to then.
      if (output !== undefined) this.#finish()
      this.#source = undefined
    }
    return over
  }

  [Symbol.iterator](): this {
    return this
  }

  #started(source: Iterable<Item>): Iterator<Item> {
    this.#source = undefined
    const handed = (this.#handed = new Handed(source))
    const acted = this.#stage.run(handed)
    if (acted !== handed) return (this.#output = acted[Symbol.iterator]())
    this.#handed = undefined
    return (this.#output = source[Symbol.iterator]())
  }

  #end(): void {
    if (this.#handed?.hasMore === true) this.#fire(this.#handed)
    this.#finish()
  }

  #fire(handed: Handed<Item>): void {
    handed.forget()
    this.#stage.fires()
  }

  #finish(): void {
    this.#output = undefined
    if (this.#handed?.isForgotten !== true) this.#stage.unchanged()
  }

  #errorOf(error: unknown): unknown {
    const isOther = this.#handed === undefined || error === this.#handed.sourceError || error instanceof FaultBugError
    return isOther ? error : new FaultBugError(this.#stage.fault, this.#stage.name, error)
  }
}

/** The source as a stage function reads it. Knows what it was handed and has not yet passed on. */
class Handed<Item extends { readonly type: string }> implements IterableIterator<Item, undefined> {
  #source: Iterator<Item> | undefined
  /** `undefined` once the output differs. */
  #items: Item[] | undefined = none
  #isExhausted = false
  sourceError: unknown

  constructor(source: Iterable<Item>) {
    this.#source = source[Symbol.iterator]()
  }

  next(): IteratorResult<Item, undefined> {
    const source = this.#source
    if (source === undefined) return over
    try {
      const read = source.next()
      if (read.done === true) {
        this.#source = undefined
        this.#isExhausted = true
        return over
      }
      if (this.#items !== undefined) this.#items = appended(this.#items, read.value)
      if (read.value.type === 'end') this.#isExhausted = true
      return read
    } catch (error) {
      this.#source = undefined
      this.sourceError = error
      throw error
    }
  }

  return(): IteratorResult<Item, undefined> {
    const source = this.#source
    this.#source = undefined
    source?.return?.()
    return over
  }

  [Symbol.iterator](): this {
    return this
  }

  /** Whether this is the next item to be passed on, or that is no longer watched. */
  isNext(item: Item): boolean {
    return this.#items === undefined || this.#items.shift() === item
  }

  /** Whether the output has ended before the input. */
  get hasMore(): boolean {
    return this.#items !== undefined && (this.#items.length > 0 || !this.#isExhausted)
  }

  /** Ends the watching. */
  forget(): void {
    this.#items = undefined
  }

  get isForgotten(): boolean {
    return this.#items === undefined
  }
}
