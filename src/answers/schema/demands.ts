import { violationWithin } from '../../engine/kit/schema/violation.ts'
import type { Condition } from './conditions.ts'
import type { Place } from './place.ts'

/** What the conditions of a schema demand of its next value, learned from values that came out wrong. */
export class Demands {
  readonly #place: Pick<Place, 'effort' | 'root'>
  /** The conditions that are to be met, or not. */
  readonly #isToBeMet = new Map<Condition, boolean>()

  constructor(place: Pick<Place, 'effort' | 'root'>) {
    this.#place = place
  }

  get isEmpty(): boolean {
    return this.#isToBeMet.size === 0
  }

  /** A schema together with what is demanded. */
  with(schema: unknown): unknown {
    if (this.isEmpty) return schema
    const all = [...this.#isToBeMet].flatMap(([{ when, met, otherwise }, isMet]) => (isMet ? [when, met] : [{ not: when }, otherwise]))
    return { allOf: [schema, ...all] }
  }

  /** A value came out wrong: the next one is made for the conditions that found it so. */
  learn(conditions: readonly Condition[], value: unknown): void {
    for (const condition of conditions) {
      const { when, met, otherwise } = condition
      const isMet = this.#isValid(value, when)
      if (!this.#isValid(value, isMet ? met : otherwise)) this.#isToBeMet.set(condition, isMet)
    }
  }

  /** Nothing can be made for what is demanded: the last condition is to come out the other way, and the others are open again. */
  turn(): void {
    const last = [...this.#isToBeMet].at(-1)
    this.#isToBeMet.clear()
    if (last !== undefined) this.#isToBeMet.set(last[0], !last[1])
  }

  #isValid(value: unknown, schema: unknown): boolean {
    return violationWithin(this.#place.effort, value, schema, this.#place.root) === undefined
  }
}
