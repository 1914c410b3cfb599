import type { Covered } from './coverage.ts'

/** What was found out. */
export interface SurvivalReport {
  readonly runs: number
  /** In how many runs each property held, and in how many nothing it speaks of came up. */
  readonly properties: Readonly<Record<string, { readonly held: number; readonly inconclusive: number }>>
  /** In how many runs each fault has really fired. */
  readonly fired: Readonly<Record<string, number>>
  /** Faults that were tried and have never fired. */
  readonly neverFired: readonly string[]
  /** Where each fault has fired, and how far the call got; `coverageTable` prints it. */
  readonly coverage: readonly Covered[]
  /** Properties of which nothing was found out. */
  readonly inconclusive: readonly string[]
}
