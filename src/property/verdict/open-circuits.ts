import type { JournalCall } from '../../engine/model/journal.ts'
import { hasFailed, isWhole } from './calls.ts'

/** A time in which a circuit breaker is open, because a provider failed several times in a row. */
export interface OpenSpan {
  readonly provider: string
  /** When the last of these failures ended, in ms on the clock. */
  readonly from: number
  /** When a call succeeded again. Never if `undefined`. */
  readonly to: number | undefined
  /** The calls to the provider that began within it. */
  readonly calls: readonly JournalCall[]
}

/** Returns the times in which providers had failed `failures` times in a row, by when their calls ended. */
export function openSpans(calls: readonly JournalCall[], failures: number): readonly OpenSpan[] {
  return [...new Set(calls.map(({ provider }) => provider))].flatMap((provider) => spansOf(provider, calls, failures))
}

function spansOf(provider: string, calls: readonly JournalCall[], failures: number): OpenSpan[] {
  const own = calls.filter((call) => call.provider === provider)
  const ended = own.filter((call) => call.endedAt !== undefined).toSorted((a, b) => a.endedAt! - b.endedAt!)
  const spans: { from: number; to: number | undefined }[] = []
  let inARow = 0
  for (const call of ended) {
    const open = spans.at(-1)
    if (isWhole(call)) {
      inARow = 0
      if (open !== undefined) open.to ??= call.endedAt!
    } else if (hasFailed(call) && ++inARow === failures) {
      spans.push({ from: call.endedAt!, to: undefined })
    }
  }
  return spans.map(({ from, to }) => ({
    provider,
    from,
    to,
    // A call that began in the same millisecond may have been sent before the last failure arrived.
    calls: own.filter(({ startedAt }) => startedAt > from && (to === undefined || startedAt < to)),
  }))
}
