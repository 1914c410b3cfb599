import { needs, type Need } from '../../engine/model/fault-traits.ts'
import type { JournalCall } from '../../engine/model/journal.ts'
import { idleInWords } from '../../engine/run/idle-in-words.ts'
import { nearer } from '../../engine/run/idleness.ts'
import type { IdleInjection } from '../../engine/run/armed-injections.ts'
import { canBeSeen, needsMetBy, type ExercisedFault } from './exercise.ts'

/** Why faults never fired in a search: needs that no call satisfied, otherwise how close they were to firing. */
export class NeverFired {
  readonly #met = new Set<Need>()
  readonly #nearest = new Map<string, IdleInjection>()

  /** Adds the data of one trial. */
  add(calls: readonly JournalCall[], idle: readonly IdleInjection[]): void {
    for (const call of calls) for (const need of needsMetBy(call)) this.#met.add(need)
    for (const each of idle) {
      const { name } = each.injection.fault
      const known = this.#nearest.get(name)
      if (known === undefined || nearer(known.why, each.why) !== known.why) this.#nearest.set(name, each)
    }
  }

  /** The reason as a clause. Only for a fault that did not fire in any trial. */
  why({ name, needs: needed }: ExercisedFault): string {
    const unmet = needed.find((need) => canBeSeen(need) && !this.#met.has(need))
    if (unmet !== undefined) return `it needs ${needs[unmet]}, and there was none`
    const nearest = this.#nearest.get(name)
    return nearest === undefined ? 'no plan contained it' : idleInWords(nearest.why, nearest.injection.trigger)
  }
}
