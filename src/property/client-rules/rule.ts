import type { Journal } from '../../engine/model/journal.ts'
import type { Verdict } from '../verdict/verdict.ts'

/** A rule for every client, judged based only on its calls. */
export interface Rule {
  readonly id: string
  /** The headline if a client violates it. */
  readonly title: string
  /** How to fix a client that violates it. */
  readonly hint: string
  /** Whether an earlier call can explain what looks like a violation: a journal that has dropped calls cannot prove one. */
  readonly needsEarlierCalls: boolean
  judge(journal: Journal): Verdict
}
