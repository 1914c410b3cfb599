import { RecentMap } from '../base/recent.ts'
import type { Call } from '../model/call.ts'
import type { ScheduledCall } from '../plan/scheduled-call.ts'

/** A call that was not recorded. It was answered without faults. */
export type UnexpectedCall = Pick<Call, 'provider' | 'endpoint' | 'model' | 'key' | 'attempt'>

/** How the calls of a replay were matched with recorded ones. */
export interface ReplayReport {
  /** How many calls had the same request as a recorded one. */
  readonly byKey: number
  /** How many calls had another request, but the position of a recorded one. */
  readonly byPosition: number
  /** Recorded calls that did not happen. */
  readonly missing: readonly ScheduledCall[]
  /** Calls that match no recorded one: the first 10,000. */
  readonly unexpected: readonly UnexpectedCall[]
}

/** A server that replays an incident can answer any number of other calls. */
const mostUnexpected = 10_000

/**
 * The recorded calls of a run, with their faults. Each call takes the recorded one with the same key and attempt. A call with a new key
 * takes the first free recorded request to its provider and endpoint, and its retries follow that request's retries. A call with a known
 * key always gets its own, even if another has taken it by position.
 */
export class Schedule {
  readonly #calls: readonly ScheduledCall[]
  readonly #byKey = new Map<string, ScheduledCall>()
  readonly #keys = new Set<string>()
  /** The recorded key for each new key. */
  readonly #aliases = new RecentMap<string, string>()
  readonly #taken = new Map<ScheduledCall, 'key' | 'position'>()
  readonly #unexpected: UnexpectedCall[] = []
  #byPosition = 0

  constructor(calls: readonly ScheduledCall[]) {
    this.#calls = calls.toSorted((a, b) => a.position - b.position)
    for (const call of this.#calls) {
      if (call.key === undefined) continue
      this.#keys.add(call.key)
      this.#byKey.set(`${call.key}/${call.attempt}`, call)
    }
  }

  /** Returns the recorded call for a call; `undefined` if there is none, which is recorded. */
  take(call: Call): ScheduledCall | undefined {
    const own = this.#byKey.get(`${call.key}/${call.attempt}`)
    if (own !== undefined) return this.#mark(own, 'key')
    const found = this.#keys.has(call.key) ? undefined : this.#standIn(call)
    if (found !== undefined) return this.#mark(found, 'position')
    const { provider, endpoint, model, key, attempt } = call
    if (this.#unexpected.length < mostUnexpected) this.#unexpected.push({ provider, endpoint, model, key, attempt })
    return undefined
  }

  get report(): ReplayReport {
    return {
      byKey: [...this.#taken.values()].filter((how) => how === 'key').length,
      byPosition: this.#byPosition,
      missing: this.#calls.filter((call) => !this.#taken.has(call)),
      unexpected: [...this.#unexpected],
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
