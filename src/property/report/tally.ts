import type { Journal } from '../../engine/model/journal.ts'
import type { Judged, Judgment } from '../trial/judge.ts'
import type { TrialResult } from '../trial/run-trial.ts'
import type { Property } from '../verdict/define-property.ts'
import type { Settlement } from '../verdict/outcome.ts'
import { Counts } from './counts.ts'
import { exerciseIn, mergedExercise, type Exercise, type ExercisedFault } from './exercise.ts'
import { placeOf, siteOf, type Covered, type Place } from './coverage.ts'
import { NeverFired } from './never-fired.ts'
import type { Remark, SurvivalReport } from './survival-report.ts'

/** Counts the results of all trials so far. */
export class Tally {
  readonly #properties: readonly Property[]
  readonly #checks: readonly Judged[]
  readonly #faults: readonly ExercisedFault[]
  readonly #remarks = new Map<string, Remark>()
  readonly #held = new Counts()
  readonly #inconclusive = new Counts()
  readonly #fired = new Counts()
  readonly #covered = new Counts()
  readonly #tried = new Set<string>()
  readonly #neverFired = new NeverFired()
  readonly #reasons = new Map<string, Counts>()
  #exercise: readonly Exercise[] = []
  #firstSettlement: Settlement | undefined
  #runs = 0
  #hasCalled = false

  /** Whether the app behaved the same twice without a fault. If not, it was not judged by comparison. */
  isRepeatable = true

  /**
   * @param checks the checks next to the properties. They need not be exercised
   * @param faults the faults that the search can inject
   */
  constructor(properties: readonly Property[], checks: readonly Judged[] = [], faults: readonly ExercisedFault[] = []) {
    this.#properties = properties
    this.#checks = checks
    this.#faults = faults
  }

  add({ injections, journal, judgments, rehearsal }: TrialResult): void {
    this.#runs++
    this.#firstSettlement ??= rehearsal.runs[0]?.copies[0]?.outcome.settlement
    this.#hasCalled ||= journal.calls.length > 0
    for (const { fault } of injections) this.#tried.add(fault.name)
    this.#addFired(journal)
    this.#neverFired.add(journal.calls, rehearsal.idle)
    this.#exercise = mergedExercise(this.#exercise, exerciseIn(journal, this.#faults))
    for (const { property, verdict } of judgments)
      if (verdict.type === 'remark' && !this.#remarks.has(property.id))
        this.#remarks.set(property.id, { id: property.id, how: verdict.how, injections: injections.map((injection) => injection.toJSON()) })
    for (const [id, all] of Map.groupBy(judgments, ({ property }) => property.id)) this.#addVerdicts(id, all, injections.length > 0)
  }

  report(): SurvivalReport {
    const { inconclusive } = this
    return {
      runs: this.#runs,
      properties: Object.fromEntries(
        [...this.#properties, ...this.#checks].map(({ id }) => [id, { held: this.#held.of(id), inconclusive: this.#inconclusive.of(id) }]),
      ),
      fired: Object.fromEntries(this.#fired.all),
      coverage: this.#covered.all.map(([cell, runs]) => ({ ...coveredOf(cell), runs })),
      neverFired: [...this.#tried].filter((fault) => this.#fired.of(fault) === 0),
      exercise: this.#exercise,
      inconclusive,
      remarks: [...this.#remarks.values()],
      isRepeatable: this.isRepeatable,
    }
  }

  /** How the task ended in the first run. */
  get firstSettlement(): Settlement | undefined {
    return this.#firstSettlement
  }

  /** The coverage so far: exercised or not. */
  get exercise(): readonly Exercise[] {
    return this.#exercise
  }

  /** Whether any run called an emulated provider. Without a call, no fault can fire. */
  get hasCalled(): boolean {
    return this.#hasCalled
  }

  /** Whether no run exercised any property or baseline check. */
  get isVacuous(): boolean {
    return [...this.#properties, ...this.#checks].every(({ id }) => this.#held.of(id) === 0)
  }

  /** The ids of the properties that no run exercised. */
  get inconclusive(): readonly string[] {
    return [...new Set(this.#properties.map(({ id }) => id))].filter((id) => this.#held.of(id) === 0)
  }

  /** The most frequent reason why a property was not exercised. */
  whyInconclusive(id: string): string | undefined {
    return this.#reasonsOf(id).highest
  }

  /** Why a fault that the search can inject has never fired. `undefined` if it has. */
  whyNeverFired(name: string): string | undefined {
    const fault = this.#faults.find((each) => each.name === name)
    return fault === undefined || this.#fired.of(name) > 0 ? undefined : this.#neverFired.why(fault)
  }

  #addFired({ calls }: Journal): void {
    for (const fault of new Set(calls.flatMap(({ fired }) => fired.map((fire) => fire.fault)))) this.#fired.add(fault)
    const cells = calls.flatMap((call) => call.fired.map(({ fault }) => cellOf(fault, siteOf(call), placeOf(call))))
    for (const cell of new Set(cells)) this.#covered.add(cell)
  }

  #addVerdicts(id: string, judgments: readonly Judgment[], isInjected: boolean): void {
    const isHeld = judgments.some(({ verdict }) => verdict.type === 'held' || verdict.type === 'remark')
    ;(isHeld ? this.#held : this.#inconclusive).add(id)
    // If no fault was injected, that is the reason.
    if (!isInjected) return
    for (const { verdict } of judgments) if (verdict.type === 'inconclusive') this.#reasonsOf(id).add(verdict.why)
  }

  #reasonsOf(id: string): Counts {
    const known = this.#reasons.get(id) ?? new Counts()
    this.#reasons.set(id, known)
    return known
  }
}

/** The name of a coverage cell. None of its parts contains a line break. */
function cellOf(fault: string, site: string, place: Place): string {
  return [fault, site, place].join('\n')
}

function coveredOf(cell: string): Omit<Covered, 'runs'> {
  // Only `cellOf` creates them, from three parts of these types.
  const [fault, site, place] = cell.split('\n') as [string, string, Place]
  return { fault, site, place }
}
