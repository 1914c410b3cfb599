/** Counts by name, each from 0. */
export class Counts {
  readonly #counts = new Map<string, number>()

  add(name: string): void {
    this.#counts.set(name, this.of(name) + 1)
  }

  of(name: string): number {
    return this.#counts.get(name) ?? 0
  }

  /** In the order of their first addition. */
  get all(): readonly (readonly [name: string, count: number])[] {
    return [...this.#counts]
  }

  /** The name with the highest count. */
  get highest(): string | undefined {
    return this.all.toSorted(([, a], [, b]) => b - a)[0]?.[0]
  }
}
