import { UnanswerableError } from '../../base/errors.ts'
import { budget } from './budget.ts'

/** The remaining steps for one value, and the results of checks: each part is checked once per schema. */
export class Effort {
  #left: number = budget.steps
  #optionalParts: number = budget.optionalParts
  readonly #valid = new WeakMap<object, Set<unknown>>()

  /** @throws UnanswerableError if no steps are left */
  spend(path: string, steps = 1): void {
    this.#left -= steps
    if (this.#left >= 0) return
    throw new UnanswerableError(
      `Cannot make a value within ${budget.steps.toLocaleString('en-US')} steps: its schema is too large, or hard to satisfy at ${path}. Answer this call yourself, with answers.from(...).`,
    )
  }

  /** Whether no steps are left, so that another attempt is pointless. */
  get isSpent(): boolean {
    return this.#left < 0
  }

  /** Returns whether one more optional part can be made. */
  affordsOptional(): boolean {
    return --this.#optionalParts >= 0
  }

  /** Returns whether a part was found valid before. Parts never change once they are made. */
  isKnown(value: unknown, schema: object): boolean {
    return typeof value === 'object' && value !== null && this.#valid.get(value)?.has(schema) === true
  }

  found(value: unknown, schema: object): void {
    if (typeof value !== 'object' || value === null) return
    const known = this.#valid.get(value) ?? new Set()
    this.#valid.set(value, known.add(schema))
  }
}
