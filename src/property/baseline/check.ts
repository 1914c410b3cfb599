import type { Verdict } from '../verdict/verdict.ts'
import type { Comparison } from './comparison.ts'

/** The name of a baseline check, in kebab case. */
export type BaselineCheckId =
  | 'abort-stops-work'
  | 'truncated-calls-have-no-effect'
  | 'all-or-nothing'
  | 'answer-after-retry'
  | 'answers-match-questions'
  | 'complete-or-marked'
  | 'concurrent-tasks-isolated'
  | 'effects-as-without-faults'
  | 'every-run-settles'
  | 'failures-cost-nothing'
  | 'failures-reported'
  | 'fallback-keeps-request'
  | 'inputs-not-lost'
  | 'chunking-has-no-effect'
  | 'later-requests-unchanged'
  | 'limits-still-hold'
  | 'one-of-two-answers'
  | 'exhausted-quota-not-retried'
  | 'recovers-after-faults'
  | 'rejections-handled'
  | 'repeatable-without-faults'
  | 'same-at-any-speed'
  | 'shown-text-equals-result'
  | 'stale-stays-marked'
  | 'usage-adds-up'
  | 'vectors-match-texts'
  | 'waits-as-required'

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
