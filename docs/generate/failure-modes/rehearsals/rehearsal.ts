import type { Chaos, JournalCall } from '../../../../src/index.ts'

/** The result of a rehearsal with its own runs: the calls of one of them. */
export interface Rehearsed {
  readonly calls: readonly Pick<JournalCall, 'fired'>[]
}

/** Injects a failure, calls an official SDK, and asserts how it shows. */
export type Rehearsal = (chaos: Chaos) => Promise<Rehearsed | void>
