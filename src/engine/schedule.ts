import { z } from 'zod'
import type { Call } from './call.ts'

/** What struck one call of a recorded run, and how to know the call again. */
export const scheduledCallSchema = z.strictObject({
  provider: z.string(),
  /** Left out where a log did not say: any endpoint of the provider. */
  endpoint: z.string().optional(),
  model: z.string().optional(),
  /** A digest of what was asked. Left out where a log did not hold it: the call is known by its position alone. */
  key: z.string().optional(),
  attempt: z.int().nonnegative(),
  /** Its place among the calls to its provider and endpoint, from 0. */
  position: z.int().nonnegative(),
  /** The injections that were at work on it: the fault, and how many of that fault stand before it in the plan. */
  chosen: z.array(z.string()),
  /** The question, or its digest, so that a person can tell which call this was. */
  asked: z.string().optional(),
})

export type ScheduledCall = z.output<typeof scheduledCallSchema>

/** A call that nothing recorded stands for. It was answered undisturbed. */
export type UnforeseenCall = Pick<Call, 'provider' | 'endpoint' | 'model' | 'key' | 'attempt'>

/** How the calls of a replay were found in what was recorded. */
export interface ReplayReport {
  /** How many calls asked what a recorded one asked. */
  readonly byKey: number
  /** How many calls asked something else, and stood where a recorded one stood. */
  readonly byPosition: number
  /** Recorded calls that never came. */
  readonly missing: readonly ScheduledCall[]
  /** Calls that nothing recorded stands for. */
  readonly unforeseen: readonly UnforeseenCall[]
}

/**
 * Who was struck by what in a recorded run. Each call takes the recorded one of the same key and attempt; a call of a new key
 * takes the first question to its provider and endpoint that is not taken, and its retries follow that question's retries.
 * A call of a known key always gets its own, also where another has taken it by position.
 */
export class Schedule {
  readonly #calls: readonly ScheduledCall[]
  readonly #byKey = new Map<string, ScheduledCall>()
  readonly #keys = new Set<string>()
  /** The recorded key that a new key stands for. */
  readonly #aliases = new Map<string, string>()
  readonly #taken = new Map<ScheduledCall, 'key' | 'position'>()
  readonly #unforeseen: UnforeseenCall[] = []
  #byPosition = 0

  constructor(calls: readonly ScheduledCall[]) {
    this.#calls = calls.toSorted((a, b) => a.position - b.position)
    for (const call of this.#calls) {
      if (call.key === undefined) continue
      this.#keys.add(call.key)
      this.#byKey.set(`${call.key}/${call.attempt}`, call)
    }
  }

  /** The recorded call that a call is; `undefined` where it is none, which is written down. */
  take(call: Call): ScheduledCall | undefined {
    const own = this.#byKey.get(`${call.key}/${call.attempt}`)
    if (own !== undefined) return this.#mark(own, 'key')
    const found = this.#keys.has(call.key) ? undefined : this.#standIn(call)
    if (found !== undefined) return this.#mark(found, 'position')
    const { provider, endpoint, model, key, attempt } = call
    this.#unforeseen.push({ provider, endpoint, model, key, attempt })
    return undefined
  }

  get report(): ReplayReport {
    return {
      byKey: [...this.#taken.values()].filter((how) => how === 'key').length,
      byPosition: this.#byPosition,
      missing: this.#calls.filter((call) => !this.#taken.has(call)),
      unforeseen: [...this.#unforeseen],
    }
  }

  #mark(call: ScheduledCall, how: 'key' | 'position'): ScheduledCall {
    this.#taken.set(call, how)
    if (how === 'position') this.#byPosition++
    return call
  }

  #standIn(call: Call): ScheduledCall | undefined {
    const alias = this.#aliases.get(call.key)
    if (alias !== undefined) return this.#byKey.get(`${alias}/${call.attempt}`)
    const found = this.#calls.find(
      (candidate) =>
        !this.#taken.has(candidate) &&
        candidate.provider === call.provider &&
        (candidate.endpoint === undefined || candidate.endpoint === call.endpoint) &&
        (candidate.key === undefined || (candidate.attempt === 0 && call.attempt === 0)),
    )
    if (found?.key !== undefined) this.#aliases.set(call.key, found.key)
    return found
  }
}
