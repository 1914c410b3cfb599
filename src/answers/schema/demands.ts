import { violationWithin } from '../../engine/kit/schema/violation.ts'
import type { Condition } from './conditions.ts'
import type { Place } from './place.ts'

/** The requirements of a schema's conditions for its next value, learned from invalid values. */
export class Demands {
  readonly #place: Pick<Place, 'effort' | 'root'>
  /** Whether each condition must be met, or must not. */
  readonly #isToBeMet = new Map<Condition, boolean>()

  constructor(place: Pick<Place, 'effort' | 'root'>) {
    this.#place = place
  }

  get isEmpty(): boolean {
    return this.#isToBeMet.size === 0
  }

  /** Adds the requirements to a schema. */
  with(schema: unknown): unknown {
    if (this.isEmpty) return schema
    const all = [...this.#isToBeMet].flatMap(([{ when, met, otherwise }, isMet]) => (isMet ? [when, met] : [{ not: when }, otherwise]))
    return { allOf: [schema, ...all] }
  }

  /** Learns from an invalid value: the next one is made for the conditions that applied to it. */
  learn(conditions: readonly Condition[], value: unknown): void {
    for (const condition of conditions) {
      const { when, met, otherwise } = condition
      const isMet = this.#isValid(value, when)
      if (!this.#isValid(value, isMet ? met : otherwise)) this.#isToBeMet.set(condition, isMet)
    }
  }

  /** Reverses the last condition and drops the others, since no value satisfies the requirements. */
  turn(): void {
    const last = [...this.#isToBeMet].at(-1)
    this.#isToBeMet.clear()
    if (last !== undefined) this.#isToBeMet.set(last[0], !last[1])
  }

  #isValid(value: unknown, schema: unknown): boolean {
    return violationWithin(this.#place.effort, value, schema, this.#place.root) === undefined
  }
}
