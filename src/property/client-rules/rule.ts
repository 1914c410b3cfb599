import type { Journal } from '../../engine/model/journal.ts'
import type { Verdict } from '../verdict/verdict.ts'

/** What every client should do, judged by its calls only. */
export interface Rule {
  readonly id: string
  /** The headline if a client violates it. */
  readonly title: string
  /** How to fix a client that violates it. */
  readonly hint: string
  judge(journal: Journal): Verdict
}
