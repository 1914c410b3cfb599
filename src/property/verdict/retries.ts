import type { JournalCall } from '../../engine/model/journal.ts'
import { endedBefore, hasFailed } from './calls.ts'

/** After this time without a call, in ms, the same request counts as a new one, such as from a worker or another user. */
const longestWait = 10 * 60_000

/** A call that repeats a failed one. */
export interface Retry {
  readonly call: JournalCall
  /** The failed attempt before it. */
  readonly failed: JournalCall
  /** 1 for the first retry of a request. */
  readonly nth: number
}

/**
 * Returns the retries among the calls of one task. A retry sends the same request to the same provider with the same credentials, after an
 * earlier attempt failed or was aborted, within 10 minutes. Samples for one prompt, calls that were already open, a call
 * with a refreshed token and a much later call are not retries.
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

/** Each attempt follows at most one failure: among those without a retry, the one with the fewest retries before it. */
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

/** Whether a call had ended before a later one was sent, but not long before. */
function isOver(call: JournalCall, later: JournalCall): boolean {
  return endedBefore(call, later) && later.startedAt - call.endedAt! < longestWait
}
