import type { InjectionData } from '../../engine/plan/injection.ts'
import type { Covered } from './coverage.ts'
import type { Exercise } from './exercise.ts'

/** Something unusual that fails nothing. */
export interface Remark {
  /** The id of the property or the baseline check. */
  readonly id: string
  /** The unusual fact, as a clause. */
  readonly how: string
  /** The first plan that caused it. */
  readonly injections: readonly InjectionData[]
}

/** The result of a search that found no violation. */
export interface SurvivalReport {
  readonly runs: number
  /** The number of runs in which each property held, and in which it was not exercised. */
  readonly properties: Readonly<Record<string, { readonly held: number; readonly inconclusive: number }>>
  /** In how many runs each fault fired. */
  readonly fired: Readonly<Record<string, number>>
  /** Faults that were tried but never fired. */
  readonly neverFired: readonly string[]
  /** The place where each fault fired, and how far the call got. `coverageTable` prints it. */
  readonly coverage: readonly Covered[]
  /**
   * The coverage of the search: each class of faults that could fire, on each attempt of each kind of call, in each phase.
   * `formatExercise` summarizes it.
   */
  readonly exercise: readonly Exercise[]
  /** Properties that no run exercised. */
  readonly inconclusive: readonly string[]
  /** Unusual behavior that can be correct: one remark for each property and baseline check, in order. */
  readonly remarks: readonly Remark[]
  /** Whether the app behaved the same twice without a fault. If not, no baseline check ran. */
  readonly isRepeatable: boolean
}
