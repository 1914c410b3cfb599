import type { Chaos } from '../../chaos/chaos.ts'
import { coreOf } from '../../chaos/core.ts'
import { realNow } from '../../time/real-time.ts'
import type { ResilienceError } from '../failure.ts'
import type { SurvivesSettings } from '../settings.ts'
import type { Judged } from '../trial/judge.ts'
import type { RehearsedRun } from '../trial/rehearse.ts'
import type { TrialResult } from '../trial/run-trial.ts'
import type { SurvivalReport } from './survival-report.ts'
import type { Tally } from './tally.ts'
import { trialRow, type TrialRow } from './trial-row.ts'

/** One search, from its first trial to its end. */
export interface Search extends Pick<SurvivesSettings, 'faults' | 'all'> {
  readonly seed: string
  /** The most faults in one plan. */
  readonly atMost: number
  /** The judged properties, then the baseline checks. */
  readonly rules: readonly Judged[]
  readonly trials: readonly TrialRow[]
  /** The first run without a fault. `undefined` if an incident was replayed. */
  readonly baseline: RehearsedRun | undefined
  readonly report: SurvivalReport
  /** The most frequent reason why a property or a check was not exercised, by its id. */
  whyInconclusive(id: string): string | undefined
  /** Why a fault has never fired, by its name. `undefined` if it has. */
  whyNeverFired(fault: string): string | undefined
  readonly failures: readonly ResilienceError[]
  /** Credentials sent by clients, to be removed from written files. */
  readonly credentials: ReadonlySet<string>
  /** In ms of real time. */
  readonly took: number
}

const listeners = new WeakMap<Chaos, (search: Search) => void>()

/** Notifies a listener of every search that ends from now on, before `survives` returns or throws. One listener per chaos. */
export function hearSearches(chaos: Chaos, listener: (search: Search) => void): void {
  listeners.set(chaos, listener)
}

/** Collects a search while it runs, if there is a listener. */
export class SearchLog {
  readonly #chaos: Chaos
  readonly #settings: SurvivesSettings
  readonly #tally: Tally
  readonly #isHeard: boolean
  readonly #trials: TrialRow[] = []
  readonly #credentials = new Set<string>()
  readonly #startedAt = realNow()
  #baseline: RehearsedRun | undefined

  constructor(chaos: Chaos, settings: SurvivesSettings, tally: Tally) {
    this.#chaos = chaos
    this.#settings = settings
    this.#tally = tally
    this.#isHeard = listeners.has(chaos)
  }

  add(result: TrialResult): void {
    if (!this.#isHeard) return
    if (result.injections.length === 0) this.#baseline ??= result.rehearsal.runs[0]
    for (const credential of coreOf(this.#chaos).run.credentials) this.#credentials.add(credential)
    this.#trials.push(trialRow(result))
  }

  end(failures: readonly ResilienceError[]): void {
    const { faults, all, shape, properties, checks } = this.#settings
    const tally = this.#tally
    listeners.get(this.#chaos)?.({
      seed: this.#chaos.seed,
      faults,
      all,
      atMost: shape.atMost,
      rules: [...properties, ...checks],
      trials: this.#trials,
      baseline: this.#baseline,
      report: tally.report(),
      whyInconclusive: (id) => tally.whyInconclusive(id),
      whyNeverFired: (fault) => tally.whyNeverFired(fault),
      failures,
      credentials: this.#credentials,
      took: realNow() - this.#startedAt,
    })
  }
}
