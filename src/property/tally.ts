import type { InjectionData } from '../engine/plan/injection.ts'
import type { Journal } from '../engine/model/journal.ts'
import { placeOf, siteOf, type Covered, type Place } from './coverage.ts'
import type { Property, Verdict } from './verdict/evidence.ts'
import type { SurvivalReport } from './survival-report.ts'

/** Counts that begin at 0. */
class Counts {
  readonly #counts = new Map<string, number>()

  add(name: string): void {
    this.#counts.set(name, this.of(name) + 1)
  }

  of(name: string): number {
    return this.#counts.get(name) ?? 0
  }

  get all(): readonly (readonly [string, number])[] {
    return [...this.#counts]
  }
}

/** What came of all runs, counted. */
export class Tally {
  readonly #held = new Counts()
  readonly #inconclusive = new Counts()
  readonly #fired = new Counts()
  readonly #covered = new Counts()
  readonly #tried = new Set<string>()
  readonly #reasons = new Map<string, Counts>()

  count(injections: readonly InjectionData[], journal: Journal, verdicts: ReadonlyMap<string, readonly Verdict[]>): void {
    for (const { fault } of injections) this.#tried.add(fault)
    for (const fault of new Set(journal.calls.flatMap((call) => call.fired.map((fire) => fire.fault)))) this.#fired.add(fault)
    for (const cell of new Set(journal.calls.flatMap((call) => call.fired.map(({ fault }) => cellOf(fault, siteOf(call), placeOf(call))))))
      this.#covered.add(cell)
    for (const [id, all] of verdicts) {
      if (all.some((verdict) => verdict.type === 'held')) this.#held.add(id)
      else this.#inconclusive.add(id)
      // Where nothing was injected, that is why; it says nothing about the property.
      for (const verdict of injections.length === 0 ? [] : all) if (verdict.type === 'inconclusive') this.#reasonsOf(id).add(verdict.why)
    }
  }

  report(properties: readonly Property[]): Omit<SurvivalReport, 'runs' | 'inconclusive'> {
    return {
      properties: Object.fromEntries(
        properties.map(({ id }) => [id, { held: this.#held.of(id), inconclusive: this.#inconclusive.of(id) }]),
      ),
      fired: Object.fromEntries(this.#fired.all),
      coverage: this.#covered.all.map(([cell, runs]) => ({ ...coveredOf(cell), runs })),
      neverFired: [...this.#tried].filter((fault) => this.#fired.of(fault) === 0),
    }
  }

  whyInconclusive(id: string): string | undefined {
    return this.#reasonsOf(id).all.toSorted(([, a], [, b]) => b - a)[0]?.[0]
  }

  #reasonsOf(id: string): Counts {
    const known = this.#reasons.get(id) ?? new Counts()
    this.#reasons.set(id, known)
    return known
  }
}

/** One name for a cell of the coverage; none of its parts holds a new line. */
function cellOf(fault: string, site: string, place: Place): string {
  return [fault, site, place].join('\n')
}

function coveredOf(cell: string): Omit<Covered, 'runs'> {
  // Only `cellOf` makes them, of three parts of these types.
  const [fault, site, place] = cell.split('\n') as [string, string, Place]
  return { fault, site, place }
}
