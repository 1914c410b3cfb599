import type { Chaos, JournalCall } from '../../../../src/index.ts'

/** What a rehearsal shows that had runs of its own: the calls of one of them. */
export interface Rehearsed {
  readonly calls: readonly Pick<JournalCall, 'fired'>[]
}

/** Has a failure happen, asks with an official SDK, and says what shows it. */
export type Rehearsal = (chaos: Chaos) => Promise<Rehearsed | void>
