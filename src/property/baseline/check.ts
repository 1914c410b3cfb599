import type { Verdict } from '../verdict/verdict.ts'
import type { Comparison } from './comparison.ts'

/** The name of a baseline check, in kebab case. */
export type BaselineCheckId =
  | 'abort-is-heeded'
  | 'acts-on-readable-calls'
  | 'all-or-nothing'
  | 'answer-after-retry'
  | 'answers-stay-in-place'
  | 'complete-or-marked'
  | 'copies-stay-apart'
  | 'effects-as-without-faults'
  | 'every-run-settles'
  | 'failures-cost-nothing'
  | 'failures-are-told'
  | 'fallback-keeps-request'
  | 'inputs-not-lost'
  | 'invisible-changes-nothing'
  | 'later-requests-unchanged'
  | 'limits-still-hold'
  | 'one-of-two-is-enough'
  | 'quota-is-not-waited-out'
  | 'recovers-afterwards'
  | 'rejections-handled'
  | 'repeats-without-faults'
  | 'same-at-any-speed'
  | 'shown-as-given'
  | 'stale-stays-marked'
  | 'usage-adds-up'
  | 'vectors-fit-texts'
  | 'waits-as-asked'

/** Compares an app's behavior under a plan with its behavior without a fault. */
export interface ComparisonCheck {
  /** In kebab case. */
  readonly id: string
  /** The headline of a finding, without a period. */
  readonly title: string
  /** The rule that must hold, as a clause without a period. */
  readonly statement: string
  /** Whether a violation counts only if it persists for hours. Default: false */
  readonly needsLongQuiet?: boolean
  /** Whether it judges only scripts in which the app's process crashes. Default: false */
  readonly judgesCrashes?: boolean
  /** Whether it judges only steady use, in which an app can reach its own limit. Default: false */
  readonly judgesSteadyUse?: boolean
  /** How to fix a violation. */
  readonly hint: string
  judge(comparison: Comparison): Verdict
}

/** A comparison that is enabled by default. */
export interface BaselineCheck extends ComparisonCheck {
  readonly id: BaselineCheckId
}
