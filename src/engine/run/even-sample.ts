/** Keeps at most a number of values, evenly chosen, however many are added. */
export class EvenSample {
  readonly #most: number
  #every = 1
  #added = 0
  #kept: number[] = []

  /** @param most how many are kept at most: at least 2 */
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

  /** What is kept, in the order in which it was added. The first is always among them. */
  get all(): readonly number[] {
    return this.#kept
  }
}
