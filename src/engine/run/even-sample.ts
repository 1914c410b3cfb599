/** Room for more values. Lists that grow by themselves reserve more, and a server can have thousands of open calls. */
const room: readonly number[] = Array.from({ length: 8 }, () => NaN)

/** Keeps at most a number of evenly spaced values, however many are added. */
export class EvenSample {
  readonly #most: number
  #every = 1
  #added = 0
  /** The kept values, and room after them. */
  #kept: number[] = []
  #count = 0

  /** @param most the maximum number of values to keep: at least 2 */
  constructor(most: number) {
    this.#most = most
  }

  add(value: number): void {
    if (this.#added % this.#every === 0) {
      if (this.#count === this.#most) this.#halve()
      if (this.#added % this.#every === 0) this.#keep(value)
    }
    this.#added++
  }

  /** The kept values, in the order in which they were added. The first is always included. */
  get all(): readonly number[] {
    return this.#kept.slice(0, this.#count)
  }

  #keep(value: number): void {
    if (this.#count === this.#kept.length) this.#kept = this.#kept.concat(room)
    this.#kept[this.#count++] = value
  }

  #halve(): void {
    this.#kept = this.all.filter((_, index) => index % 2 === 0)
    this.#count = this.#kept.length
    this.#every *= 2
  }
}
