import type { JournalCall } from '../../engine/model/journal.ts'
import { isListening } from '../verdict/calls.ts'

/** The shortest wait between two calls for an abort, in ms. */
const shortest = 200

/**
 * The middle of the longest time without an open call before another call, in ms from the start: a backoff, or a
 * pause between two steps. `undefined` if there is none.
 */
export function middleOfWait(all: readonly JournalCall[]): number | undefined {
  const calls = all.filter((call) => !isListening(call))
  let longest = shortest
  let middle: number | undefined
  let idleSince = calls[0]?.endedAt
  for (const { startedAt, endedAt } of calls.slice(1)) {
    if (idleSince === undefined) return middle
    const wait = startedAt - idleSince
    if (wait > longest) {
      longest = wait
      middle = Math.round(idleSince + wait / 2)
    }
    idleSince = endedAt === undefined ? undefined : Math.max(idleSince, endedAt)
  }
  return middle
}
