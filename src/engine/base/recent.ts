// Limits the state that a run keeps of its clients: a run of any length then needs the same memory.

/** How many of one kind a run keeps: sessions, files, stored responses. More than any test has in use at once. */
const mostRemembered = 10_000

/** How many characters and bytes of long ones it remembers. */
const mostCharacters = 250_000_000

/** From how many characters and bytes an entry is long, so that its length matters. */
const long = 10_000

/**
 * A map that holds at most a number of entries, and at most 250 MB of long ones: a new one removes the one that was set least recently.
 * @example
 * const responses = new RecentMap<string, string>()
 */
export class RecentMap<Key, Value> extends Map<Key, Value> {
  readonly #most: number
  readonly #lengths = new Map<Key, number>()
  #length = 0

  /** @param most the most entries, at least 1. Default: 10,000 */
  constructor(most = mostRemembered) {
    super()
    this.#most = most
  }

  override set(key: Key, value: Value): this {
    this.delete(key)
    super.set(key, value)
    const length = lengthOf(key) + lengthOf(value)
    if (length > long) {
      this.#lengths.set(key, length)
      this.#length += length
    }
    dropExcess(this, this.#most)
    // The newest stays, whatever its length.
    for (const oldest of this.#lengths.keys()) if (this.#length > mostCharacters && oldest !== key) this.delete(oldest)
    return this
  }

  override delete(key: Key): boolean {
    this.#length -= this.#lengths.get(key) ?? 0
    this.#lengths.delete(key)
    return super.delete(key)
  }

  override clear(): void {
    this.#lengths.clear()
    this.#length = 0
    super.clear()
  }
}

/** A set that holds at most a number of values: a new one removes the one that was added least recently. */
export class RecentSet<Value> extends Set<Value> {
  readonly #most: number
  #additions = 0

  /** @param most the most values, at least 1. Default: 10,000 */
  constructor(most = mostRemembered) {
    super()
    this.#most = most
  }

  /** How many values were added that were not in it. */
  get additions(): number {
    return this.#additions
  }

  override add(value: Value): this {
    if (!this.delete(value)) this.#additions++
    super.add(value)
    dropExcess(this, this.#most)
    return this
  }
}

function dropExcess<Key>(collection: Map<Key, unknown> | Set<Key>, most: number): void {
  const [oldest] = collection.size > most ? collection.keys() : []
  if (oldest !== undefined) collection.delete(oldest)
}

/** How deep a value is looked into. */
const deepest = 12

/** Returns how many characters and bytes a value has, about: those of its texts and binary data. */
function lengthOf(value: unknown, depth = 0): number {
  if (typeof value === 'string') return value.length
  if (typeof value !== 'object' || value === null || depth > deepest) return 0
  if (ArrayBuffer.isView(value)) return value.byteLength
  let length = 0
  for (const member of Object.values(value)) length += lengthOf(member, depth + 1)
  return length
}
