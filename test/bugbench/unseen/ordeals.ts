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
  /** What is wrong with a run, whatever was injected into it. */
  fault?(run: ScriptedRun): string | undefined
  /** How long a run may take at most, in ms. Default: 5 minutes. */
  readonly within?: number
  /** Whether a stopped task may still settle with a value. */
  readonly mayAnswerWhenStopped?: boolean
}

const day = 86_400_000

/** The texts of the answers that reached the app whole in this run. */
export const toldIn = ({ journal }: ScriptedRun): readonly string[] =>
  journal.calls.filter(({ ending, finish }) => ending === 'complete' && finish === 'stop').map(({ received }) => received)

/** Says that a text was never told as a whole answer in this run. */
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

/** An undisturbed run gives a full answer, whatever came before. */
function unfullIn(promises: Promises, runs: readonly ScriptedRun[]): string | undefined {
  const poor = runs.find(({ error, value }) => error !== undefined || !promises.isFull(value))
  return poor === undefined
    ? undefined
    : `An undisturbed run gives ${poor.error === undefined ? JSON.stringify(poor.value) : String(poor.error)}.`
}

/** A stopped task ends soon, and asks nothing more. */
function unstoppedIn({ mayAnswerWhenStopped }: Promises, run: ScriptedRun, at: number): string | undefined {
  if (run.settledAfter > at + 1_000) return `A stopped task settles after ${run.settledAfter} ms.`
  if (run.error === undefined && mayAnswerWhenStopped !== true) return 'A stopped task settles with a value.'
  const open = run.journal.calls.filter(({ startedAt, endedAt }) => startedAt > at + 100 || (endedAt ?? Infinity) > at + 1_000)
  return open.length > 0 ? `${open.length} calls outlive the stopped task.` : undefined
}

/**
 * Scripts that every right app must stand: a 500 once and for good, a stream or body that is cut, a key that is refused, an
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
