import type { JournalCall } from '../../engine/model/journal.ts'
import { endedBefore, hasFailed } from './calls.ts'

/** After so long without a call, the same question is a new beginning: a worker that comes back later, another user, ms. */
const longestWait = 10 * 60_000

/** A call that tries again what failed before. */
export interface Retry {
  readonly call: JournalCall
  /** The try before it, which failed. */
  readonly failed: JournalCall
  /** 1 for the first retry of a request. */
  readonly nth: number
}

/**
 * Returns the retries among the calls of one task. A retry asks the same of the same provider with the same credentials, after an
 * earlier try failed or was aborted, and within 10 minutes. Samples of one question, calls that were already under way, a call
 * with a refreshed token and one that comes much later are not retries.
 * @example
 * retriesIn(calls).some(({ nth }) => nth > 2)
 */
export function retriesIn(calls: readonly JournalCall[]): readonly Retry[] {
  const retries: Retry[] = []
  const triesOf = Map.groupBy(calls, ({ provider, key, call }) => `${provider} ${key} ${call.credential ?? ''}`)
  for (const tries of triesOf.values()) retries.push(...retriesAmong(tries))
  const places = new Map(calls.map((call, place) => [call, place]))
  return retries.toSorted((a, b) => places.get(a.call)! - places.get(b.call)!)
}

/** Each try follows at most one failure: of those that nothing has followed yet, the one with the fewest retries before it. */
function retriesAmong(tries: readonly JournalCall[]): Retry[] {
  const counts = new Map<JournalCall, number>()
  const open = new Set<JournalCall>()
  return tries.flatMap((call) => {
    const failed = [...open]
      .filter((earlier) => isOver(earlier, call))
      .reduce<JournalCall | undefined>(
        (least, earlier) => (least && counts.get(least)! <= counts.get(earlier)! ? least : earlier),
        undefined,
      )
    const nth = failed === undefined ? 0 : counts.get(failed)! + 1
    if (failed !== undefined) open.delete(failed)
    counts.set(call, nth)
    if (hasFailed(call) || call.ending === 'aborted') open.add(call)
    return failed === undefined ? [] : [{ call, failed, nth }]
  })
}

/** Whether a call had ended before a later one was sent, and not long before. */
function isOver(call: JournalCall, later: JournalCall): boolean {
  return endedBefore(call, later) && later.startedAt - call.endedAt! < longestWait
}
