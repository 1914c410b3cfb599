import type { Journal, JournalCall } from '../../src/index.ts'

/** Values that must never be in a journal, with any injected fault. */
export interface Trouble {
  readonly bugs: readonly unknown[]
  readonly unhandled: readonly unknown[]
  /** Calls that did not end, or that ended before they started. */
  readonly endless: readonly JournalCall[]
}

/** What a sound journal holds of it. */
export const noTrouble: Trouble = { bugs: [], unhandled: [], endless: [] }

export function troubleIn({ bugs, unhandled, calls }: Journal): Trouble {
  const hasEnded = ({ ending, startedAt, endedAt }: JournalCall): boolean =>
    ending !== undefined && ending !== 'hung' && endedAt !== undefined && endedAt >= startedAt
  return { bugs, unhandled, endless: calls.filter((call) => !hasEnded(call)) }
}
