import type { JournalCall } from '../../engine/model/journal.ts'
import type { InjectionData } from '../../engine/plan/injection.ts'
import type { TrialResult } from '../trial/run-trial.ts'
import type { Settlement } from '../verdict/outcome.ts'
import type { Verdict } from '../verdict/verdict.ts'

/** The summary of a trial: its plan, its verdicts, and the cost of its first run. Times are in ms on the clock. */
export interface TrialRow {
  /** Empty for the baseline run. */
  readonly injections: readonly InjectionData[]
  /** The names of the faults that fired, in any run of the script. */
  readonly fired: readonly string[]
  /** The verdict of each property and baseline check that was judged, by its id. */
  readonly verdicts: ReadonlyMap<string, Verdict['type']>
  readonly settlement: Settlement['type']
  /** How long the task took. */
  readonly time: number
  /** How long it took until the first text or tool-argument event arrived. `undefined` if none did. */
  readonly firstDelta: number | undefined
  readonly calls: number
  /** Calls that repeat an earlier request. */
  readonly retries: number
  /** Tokens as counted by the providers. */
  readonly inputTokens: number
  readonly outputTokens: number
}

/** Worst first: a property that is judged twice gets the worse verdict. */
const worst: readonly Verdict['type'][] = ['violated', 'remark', 'held', 'inconclusive']

/** Summarizes a trial. */
export function trialRow({ injections, rehearsal: { runs }, journal, judgments }: TrialResult): TrialRow {
  const first = runs[0]
  const outcome = first?.copies[0]?.outcome
  const calls = first?.calls ?? []
  const startedAt = outcome?.startedAt ?? 0
  const firstDelta = earliest(calls.flatMap(({ deltaTimes = [] }) => deltaTimes.slice(0, 1)))
  return {
    injections: injections.map((injection) => injection.toJSON()),
    fired: [...new Set(journal.calls.flatMap(({ fired }) => fired.map(({ fault }) => fault)))],
    verdicts: verdictsOf(judgments),
    settlement: outcome?.settlement.type ?? 'stuck',
    time: outcome === undefined ? 0 : outcome.settledAt - startedAt,
    firstDelta: firstDelta === undefined ? undefined : firstDelta - startedAt,
    calls: calls.length,
    retries: calls.filter(({ attempt }) => attempt > 0).length,
    inputTokens: sumOf(calls, ({ usage }) => usage?.inputTokens),
    outputTokens: sumOf(calls, ({ usage }) => usage?.outputTokens),
  }
}

function verdictsOf(judgments: TrialResult['judgments']): Map<string, Verdict['type']> {
  const verdicts = new Map<string, Verdict['type']>()
  for (const { property, verdict } of judgments) {
    const known = verdicts.get(property.id)
    if (known === undefined || worst.indexOf(verdict.type) < worst.indexOf(known)) verdicts.set(property.id, verdict.type)
  }
  return verdicts
}

function earliest(times: readonly number[]): number | undefined {
  return times.length === 0 ? undefined : Math.min(...times)
}

function sumOf(calls: readonly JournalCall[], count: (call: JournalCall) => number | undefined): number {
  return calls.reduce((sum, call) => sum + (count(call) ?? 0), 0)
}
