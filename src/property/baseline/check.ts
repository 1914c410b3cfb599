import type { Verdict } from '../verdict/verdict.ts'
import type { Comparison } from './comparison.ts'

/** Judges what an app did under a plan against what it does without a fault. */
export interface BaselineCheck {
  /** A name in kebab case. */
  readonly id: string
  /** What is wrong with an app that violates it, in plain words without a period: the headline of a finding. */
  readonly title: string
  /** What must hold, as a clause without a period. */
  readonly statement: string
  /** Whether a violation counts only if it is still there after hours. Default: false */
  readonly needsLongQuiet?: boolean
  /** How to fix an app that violates it. */
  readonly hint: string
  judge(comparison: Comparison): Verdict
}
