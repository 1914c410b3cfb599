import { hasFailed, isWhole, type JournalCall } from '../../kit.ts'

/** A time in which a provider has failed so often in a row that a circuit breaker is open. */
export interface OpenSpan {
  readonly provider: string
  /** When the last of the failures in a row ended, in ms on the clock. */
  readonly from: number
  /** When a call succeeded again; never where it is `undefined`. */
  readonly to: number | undefined
  /** The calls to the provider that began within it. */
  readonly calls: readonly JournalCall[]
}

/** The times in which providers had failed so often in a row, by when their calls ended. */
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
    // What began in the same millisecond may have been on its way when the last of the failures came.
    calls: own.filter(({ startedAt }) => startedAt > from && (to === undefined || startedAt < to)),
  }))
}
