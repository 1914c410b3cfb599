// Limits the state that a run keeps of its clients: a run of any length then needs the same memory.

/** How many of one kind a run keeps: sessions, files, stored responses. More than any test has in use at once. */
const mostRemembered = 10_000

/**
 * A map that holds at most a number of entries: a new one removes the one that was set least recently.
 * @example
 * const responses = new RecentMap<string, string>()
 */
export class RecentMap<Key, Value> extends Map<Key, Value> {
  readonly #most: number

  /** @param most the most entries, at least 1. Default: 10,000 */
  constructor(most = mostRemembered) {
    super()
    this.#most = most
  }

  override set(key: Key, value: Value): this {
    this.delete(key)
    super.set(key, value)
    dropExcess(this, this.#most)
    return this
  }
}

/** A set that holds at most a number of values: a new one removes the one that was added least recently. */
export class RecentSet<Value> extends Set<Value> {
  readonly #most: number

  /** @param most the most values, at least 1. Default: 10,000 */
  constructor(most = mostRemembered) {
    super()
    this.#most = most
  }

  override add(value: Value): this {
    this.delete(value)
    super.add(value)
    dropExcess(this, this.#most)
    return this
  }
}

function dropExcess<Key>(collection: Map<Key, unknown> | Set<Key>, most: number): void {
  const [oldest] = collection.size > most ? collection.keys() : []
  if (oldest !== undefined) collection.delete(oldest)
}
