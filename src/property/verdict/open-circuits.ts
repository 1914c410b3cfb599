import type { JournalCall } from '../../engine/model/journal.ts'
import { hasFailed } from './calls.ts'

/** A time in which a circuit breaker is open, after several consecutive failures. */
export interface OpenSpan {
  readonly provider: string
  /** When the last of these failures ended, in ms on the clock. */
  readonly from: number
  /** When a call succeeded again. Never if `undefined`. */
  readonly to: number | undefined
  /** The calls through the circuit that started in this time. */
  readonly calls: readonly JournalCall[]
  /** All calls through the circuit in the run. */
  readonly circuit: readonly JournalCall[]
}

/**
 * Returns the spans after `failures` consecutive failures of a circuit, with its calls ordered by their end. Each model has its own
 * circuit at each endpoint and host and for each credential, since an app can have one breaker for all or one for each. A request
 * that the provider rejects permanently, an answer truncated at its token limit and a call that the client aborted are not failures of a
 * provider.
 */
export function openSpans(calls: readonly JournalCall[], failures: number): readonly OpenSpan[] {
  const circuits = Map.groupBy(calls, ({ provider, host, endpoint, model, call }) =>
    JSON.stringify([provider, host, endpoint, model, call.credential]),
  )
  return [...circuits.values()].flatMap((circuit) => spansOf(circuit, failures))
}

/** Whether a call failed because of the provider, not the request. */
function isFailureOfProvider(call: JournalCall): boolean {
  return hasFailed(call) && call.ending !== 'complete' && call.problem?.permanent !== true
}

function spansOf(circuit: readonly JournalCall[], failures: number): OpenSpan[] {
  const ended = circuit.filter((call) => call.endedAt !== undefined).toSorted((a, b) => a.endedAt! - b.endedAt!)
  const spans: { from: number; to: number | undefined }[] = []
  let inARow = 0
  for (const call of ended) {
    const open = spans.at(-1)
    if (isFailureOfProvider(call)) {
      if (++inARow === failures) spans.push({ from: call.endedAt!, to: undefined })
    } else if (call.ending !== 'aborted') {
      inARow = 0
      if (open !== undefined) open.to ??= call.endedAt!
    }
  }
  return spans.map(({ from, to }) => ({
    provider: circuit[0]!.provider,
    from,
    to,
    circuit,
    // A call that started in the same millisecond can have been sent before the last failure arrived.
    calls: circuit.filter(({ startedAt }) => startedAt > from && (to === undefined || startedAt < to)),
  }))
}
