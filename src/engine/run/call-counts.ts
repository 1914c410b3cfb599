import { keep } from '../base/keep.ts'
import type { JournalCall } from '../model/journal.ts'
import type { Injection } from '../plan/injection.ts'

type Parameters = Injection['parameters']

/** Counts calls for a summary: by their target, their ending, and the faults that fired. */
export class CallCounts {
  #total = 0
  #hit = 0
  readonly #endings = new Map<string, Map<string, number>>()
  /** By the parameters of the injection, which are an object of their own. */
  readonly #hits = new Map<Parameters, number>()

  /** The counts of some calls. */
  static of(calls: readonly JournalCall[]): CallCounts {
    const counts = new CallCounts()
    for (const call of calls) counts.add(call)
    return counts
  }

  add({ provider, endpoint, ending: ended, fired }: JournalCall): void {
    this.#total++
    const endings = this.#endingsAt(`${provider} ${endpoint}`)
    const ending = ended ?? 'open'
    endings.set(ending, (endings.get(ending) ?? 0) + 1)
    if (fired.length > 0) this.#hit++
    for (const { parameters } of fired) this.#hits.set(parameters, this.hitsOf({ parameters }) + 1)
  }

  /** Returns the sum of these counts and others. */
  and(others: CallCounts): CallCounts {
    const sum = new CallCounts()
    for (const each of [this, others]) {
      sum.#total += each.#total
      sum.#hit += each.#hit
      for (const [parameters, count] of each.#hits) sum.#hits.set(parameters, sum.hitsOf({ parameters }) + count)
      for (const [place, counts] of each.#endings) {
        const endings = sum.#endingsAt(place)
        for (const [ending, count] of counts) endings.set(ending, (endings.get(ending) ?? 0) + count)
      }
    }
    return sum
  }

  /** How many calls there are. */
  get total(): number {
    return this.#total
  }

  /** On how many calls a fault fired. */
  get hit(): number {
    return this.#hit
  }

  /** How many calls ended in each way, by provider and endpoint. */
  get endings(): ReadonlyMap<string, ReadonlyMap<string, number>> {
    return this.#endings
  }

  /** On how many calls an injection fired. */
  hitsOf({ parameters }: Pick<Injection, 'parameters'>): number {
    return this.#hits.get(parameters) ?? 0
  }

  #endingsAt(place: string): Map<string, number> {
    return keep(this.#endings, place, () => new Map<string, number>())
  }
}
