const none: readonly never[] = []
const over = { done: true, value: undefined } as const

/**
 * Items that are made on demand, a few at a time. A class instead of a generator function: a server can have thousands of open streams,
 * each with several stages, and a suspended generator needs several times the memory.
 */
export abstract class LazyItems<Item> implements IterableIterator<Item, undefined> {
  #items: readonly Item[] = none
  #place = 0
  #isOver = false

  /** Makes the next items, possibly none. `undefined` at the end. */
  protected abstract make(): readonly Item[] | undefined

  /** Releases what the items are made from, since nobody reads on. */
  protected release(): void {}

  next(): IteratorResult<Item, undefined> {
    while (this.#place === this.#items.length) {
      const items = this.#isOver ? undefined : this.#made()
      if (items === undefined) return over
      this.#items = items
      this.#place = 0
    }
    const value = this.#items[this.#place++]!
    // The items must not outlive their use.
    if (this.#place === this.#items.length) this.#forget()
    return { done: false, value }
  }

  return(): IteratorResult<Item, undefined> {
    this.#forget()
    this.end()
    return over
  }

  [Symbol.iterator](): this {
    return this
  }

  /** Ends after the items that were made. */
  protected end(): void {
    if (this.#isOver) return
    this.#isOver = true
    this.release()
  }

  #made(): readonly Item[] | undefined {
    try {
      const items = this.make()
      if (items === undefined) this.#isOver = true
      return items
    } catch (error) {
      this.end()
      throw error
    }
  }

  #forget(): void {
    this.#items = none
    this.#place = 0
  }
}

/** Converts items one by one, each when it is read. */
export abstract class Conversion<Source, Item> extends LazyItems<Item> {
  #source: Iterator<Source> | undefined

  constructor(source: Iterable<Source>) {
    super()
    this.#source = source[Symbol.iterator]()
  }

  /** Returns what an item becomes. */
  protected abstract convert(item: Source): readonly Item[]

  /** Returns what follows after the last item. Default: nothing */
  protected rest(): readonly Item[] {
    return none
  }

  protected override make(): readonly Item[] | undefined {
    const source = this.#source
    if (source === undefined) return undefined
    // A source that fails is over.
    this.#source = undefined
    const read = source.next()
    if (read.done === true) return this.rest()
    this.#source = source
    return this.convert(read.value)
  }

  protected override release(): void {
    const source = this.#source
    this.#source = undefined
    source?.return?.()
  }
}
