import type { Covered } from './coverage.ts'

/** The result of a search that found no violation. */
export interface SurvivalReport {
  readonly runs: number
  /** In how many runs each property held, and in how many it was not exercised. */
  readonly properties: Readonly<Record<string, { readonly held: number; readonly inconclusive: number }>>
  /** In how many runs each fault fired. */
  readonly fired: Readonly<Record<string, number>>
  /** Faults that were tried and never fired. */
  readonly neverFired: readonly string[]
  /** Where each fault fired, and how far the call got. `coverageTable` prints it. */
  readonly coverage: readonly Covered[]
  /** Properties that no run exercised. */
  readonly inconclusive: readonly string[]
}
