/** Keeps at most a number of evenly spaced values, however many are added. */
export class EvenSample {
  readonly #most: number
  #every = 1
  #added = 0
  #kept: number[] = []

  /** @param most the maximum number of values to keep: at least 2 */
  constructor(most: number) {
    this.#most = most
  }

  add(value: number): void {
    if (this.#added % this.#every === 0) {
      if (this.#kept.length === this.#most) {
        this.#kept = this.#kept.filter((_, index) => index % 2 === 0)
        this.#every *= 2
      }
      if (this.#added % this.#every === 0) this.#kept.push(value)
    }
    this.#added++
  }

  /** The kept values, in the order in which they were added. The first is always included. */
  get all(): readonly number[] {
    return this.#kept
  }
}
