import {
  authenticationFailed,
  overloaded,
  rateLimited,
  serverError,
  slowFirstToken,
  stalledStream,
  truncatedStream,
} from '../../../faults/index.ts'
import type { ScriptedRun, ScriptStep, YardstickApp } from '../yardstick-app.ts'

type Scripts = YardstickApp['scripts']
type Runs = readonly ScriptedRun[][]

/** What a right app promises, to be judged by hand. */
export interface Promises {
  /** Whether a value is a full answer, as an undisturbed run gives it. */
  isFull(value: unknown): boolean
  /** The error of a run, with any injected faults. */
  fault?(run: ScriptedRun): string | undefined
  /** The longest time of a run, in ms. Default: 5 minutes. */
  readonly within?: number
  /** Whether a stopped task is still allowed to settle with a value. */
  readonly mayAnswerWhenStopped?: boolean
}

const day = 86_400_000

/** The texts of the answers that reached the app completely in this run. */
export const toldIn = ({ journal }: ScriptedRun): readonly string[] =>
  journal.calls.filter(({ ending, finish }) => ending === 'complete' && finish === 'stop').map(({ received }) => received)

/** Reports a text that was never received as a complete answer in this run. */
export const untold = (run: ScriptedRun, text: string): string | undefined =>
  toldIn(run).includes(text) ? undefined : `"${text}" is given out, and no model has told it so.`

function faultIn(promises: Promises, runs: Runs): string | undefined {
  for (const run of runs.flat()) {
    if (run.settledAfter > (promises.within ?? 300_000)) return `A run takes ${run.settledAfter} ms.`
    const fault = promises.fault?.(run)
    if (fault !== undefined) return fault
  }
  return undefined
}

/** A run without a fault gives a full answer, after any earlier runs. */
function unfullIn(promises: Promises, runs: readonly ScriptedRun[]): string | undefined {
  const poor = runs.find(({ error, value }) => error !== undefined || !promises.isFull(value))
  return poor === undefined
    ? undefined
    : `An undisturbed run gives ${poor.error === undefined ? JSON.stringify(poor.value) : String(poor.error)}.`
}

/** A stopped task ends soon, and makes no more calls. */
function unstoppedIn({ mayAnswerWhenStopped }: Promises, run: ScriptedRun, at: number): string | undefined {
  if (run.settledAfter > at + 1_000) return `A stopped task settles after ${run.settledAfter} ms.`
  if (run.error === undefined && mayAnswerWhenStopped !== true) return 'A stopped task settles with a value.'
  const open = run.journal.calls.filter(({ startedAt, endedAt }) => startedAt > at + 100 || (endedAt ?? Infinity) > at + 1_000)
  return open.length > 0 ? `${open.length} calls outlive the stopped task.` : undefined
}

/**
 * Scripts that every right app must survive: a 500 once and permanently, a stream or body that is truncated, a key that is refused, an
 * overload, a limit with Retry-After, a stall, two at once, the day after, and a user who stops the task.
 */
export function ordeals(promises: Promises, ...more: Scripts): Scripts {
  const disturbed = [
    serverError().first(1),
    serverError(),
    truncatedStream({ afterDeltas: 4 }),
    truncatedStream({ afterDeltas: 4, ending: 'reset' }).first(1),
    authenticationFailed(),
    overloaded().first(2),
    rateLimited({ retryAfter: '20s' }).first(1),
    stalledStream({ afterDeltas: 3 }),
  ].map((injection): Scripts[number] => ({
    steps: [{ inject: [injection] }, { after: day }],
    wrong: (runs) => faultIn(promises, runs) ?? unfullIn(promises, runs[1] ?? []),
  }))
  const atOnce: ScriptStep[] = [{ copies: 2 }]
  const outageAtOnce: ScriptStep[] = [{ inject: [serverError()], copies: 4 }, { after: day }]
  const stopped: ScriptStep[] = [{ inject: [slowFirstToken({ by: '8s' })], abortAfter: 1_500 }, { after: day }]
  return [
    ...disturbed,
    { steps: atOnce, wrong: (runs) => faultIn(promises, runs) ?? unfullIn(promises, runs[0] ?? []) },
    { steps: outageAtOnce, wrong: (runs) => faultIn(promises, runs) ?? unfullIn(promises, runs[1] ?? []) },
    {
      steps: stopped,
      wrong: (runs) =>
        (runs[0]?.[0] && unstoppedIn(promises, runs[0][0], 1_500)) ?? faultIn(promises, runs) ?? unfullIn(promises, runs[1] ?? []),
    },
    ...more,
  ]
}
