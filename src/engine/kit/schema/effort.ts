import { UnanswerableError } from '../../base/errors.ts'
import { budget } from './budget.ts'

/** The steps that are left for one value, and what is known of its parts: each is checked against a schema once. */
export class Effort {
  #left: number = budget.steps
  #optionalParts: number = budget.optionalParts
  readonly #valid = new WeakMap<object, Set<unknown>>()

  /** @throws UnanswerableError if nothing is left */
  spend(path: string, steps = 1): void {
    this.#left -= steps
    if (this.#left >= 0) return
    throw new UnanswerableError(
      `Cannot make a value within ${budget.steps.toLocaleString('en-US')} steps: its schema is too large, or hard to satisfy at ${path}. Answer this call yourself, with answers.from(...).`,
    )
  }

  /** Whether nothing is left, so that no other attempt is worth making. */
  get isSpent(): boolean {
    return this.#left < 0
  }

  /** Whether one more part can be made that a value need not have. */
  affordsOptional(): boolean {
    return --this.#optionalParts >= 0
  }

  /** Whether a part was found valid before. Parts are never changed once they are made. */
  isKnown(value: unknown, schema: object): boolean {
    return typeof value === 'object' && value !== null && this.#valid.get(value)?.has(schema) === true
  }

  found(value: unknown, schema: object): void {
    if (typeof value !== 'object' || value === null) return
    const known = this.#valid.get(value) ?? new Set()
    this.#valid.set(value, known.add(schema))
  }
}
