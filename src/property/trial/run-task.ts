import { installedClock, realClock, type Clock } from '../../engine/model/clock.ts'
import { StuckError, type VirtualSession } from '../../time/index.ts'
import { realAfter, realSleep } from '../../time/real-time.ts'
import type { Observe } from '../verdict/observe.ts'
import type { Outcome, Settlement } from '../verdict/outcome.ts'
import { CallOwnership } from './call-ownership.ts'
import { Observed } from './observed.ts'
import { CrashedError, type Crash } from './crash.ts'
import { noticeReads } from './read-signal.ts'
import { hearRejections } from './rejections.ts'

/** The arguments of a task. */
export interface TaskTools {
  readonly observe: Observe
  /** Aborts if the run aborts the task midway. */
  readonly signal: AbortSignal
}

/** A function that calls the app for one task. */
export type Task = (tools: TaskTools) => unknown

/** How long a task is watched after it settled, in ms, to detect calls that it left open. */
const aftermath = 1_000

/** How often to check in real time for calls left open, in ms. */
const pollInterval = 10

/** The environment of a task. */
export interface TaskSetting {
  /** Virtual time, if it is active. */
  readonly session: VirtualSession | undefined
  /** When the task is aborted from outside, in ms from its start. Never if `undefined`. */
  readonly abortAfter?: number | undefined
  /** The time limit of the task, in ms. */
  readonly limit: number
  /** Records the owner of each call. */
  readonly ownership?: CallOwnership
  /** The point at which the task's process crashes, if it does. */
  readonly crash?: Crash | undefined
  /** Whether a call of the task is still open. */
  isOpen(): boolean
}

/** Runs a task once, on a clock from 0, and watches it for another second. */
export async function runTask(task: Task, setting: TaskSetting & { readonly seed: string }): Promise<Outcome> {
  setting.session?.restart(setting.seed)
  const [outcome] = await runCopies(task, 1, setting)
  return outcome!
}

/**
 * Runs concurrent copies of a task until all have settled, and watches them for another second. Only the first copy is
 * aborted, and it gets all unhandled rejections, since their copy is unknown.
 */
export async function runCopies(task: Task, copies: number, setting: TaskSetting): Promise<Outcome[]> {
  const { session, abortAfter, limit, isOpen, ownership = new CallOwnership(), crash } = setting
  const clock = installedClock() ?? realClock()
  session?.extendTo(clock.now() + limit)
  const rejections = hearRejections(clock)
  const finish = await Promise.all(
    Array.from({ length: copies }, (_, place) =>
      runCopy(task, clock, new Observed(clock, ownership, place, crash), {
        session,
        limit,
        abortAfter: place === 0 ? abortAfter : undefined,
        crash,
      }),
    ),
  )
  if (finish.every(({ isStuck }) => !isStuck)) await (session === undefined ? watchInRealTime(isOpen) : watch(clock, session))
  crash?.settled()
  const uncaught = rejections.stop()
  return finish.map(({ outcome }, place) => ({ ...outcome(), uncaught: place === 0 ? uncaught : [] }))
}

interface FinishedCopy {
  readonly isStuck: boolean
  outcome(): Omit<Outcome, 'uncaught'>
}

async function runCopy(
  task: Task,
  clock: Clock,
  observed: Observed,
  setting: Omit<TaskSetting, 'isOpen' | 'ownership'>,
): Promise<FinishedCopy> {
  const { abortAfter } = setting
  const abort = abortingAfter(abortAfter, clock)
  const isSignalRead = noticeReads(abort.signal)
  const startedAt = clock.now()
  const settlement = await settle((tools) => observed.run(() => task(tools)), { observe: observed.observe, signal: abort.signal }, setting)
  const settledAt = clock.now()
  abort.cancel()
  return {
    isStuck: settlement.type === 'stuck' && settlement !== crashed,
    outcome: () => ({
      settlement,
      startedAt,
      settledAt,
      abortedAt: abort.at(),
      ...(abort.at() !== undefined && isSignalRead() ? { readsSignal: true as const } : {}),
      ...(setting.crash?.moment === undefined ? {} : { crashed: setting.crash.moment }),
      ...observed.all(settledAt, settlement),
    }),
  }
}

interface Abort {
  readonly signal: AbortSignal
  /** When it was aborted, on the clock. */
  at(): number | undefined
  cancel(): void
}

function abortingAfter(ms: number | undefined, clock: Clock): Abort {
  const controller = new AbortController()
  let abortedAt: number | undefined
  const abort = (): void => {
    abortedAt = clock.now()
    controller.abort(new DOMException('The task was aborted', 'AbortError'))
  }
  const cancel = ms === undefined ? () => {} : clock.after(ms, abort)
  return { signal: controller.signal, at: () => abortedAt, cancel }
}

/** The settlement of a task whose process crashed. */
const crashed: Settlement = { type: 'stuck', error: new CrashedError() }

async function settle(
  task: Task,
  tools: TaskTools,
  { session, limit, crash }: Pick<TaskSetting, 'session' | 'limit' | 'crash'>,
): Promise<Settlement> {
  const settling = Promise.resolve().then(() => task(tools))
  const running = crash === undefined ? settling : Promise.race([settling, crash.happened])
  try {
    const value = await (session === undefined ? withinReal(running, limit) : session.race(running))
    return crash?.moment === undefined ? { type: 'value', value } : crashed
  } catch (error) {
    if (crash?.moment !== undefined) return crashed
    return error instanceof StuckError ? { type: 'stuck', error, isAtLimit: error.isAtLimit } : { type: 'error', error }
  }
}

/** In real time a stuck task cannot be recognized. It counts as stuck after the limit. */
function withinReal<Value>(running: Promise<Value>, limit: number): Promise<Value> {
  return new Promise((resolve, reject) => {
    const cancel = realAfter(limit, () => reject(new StuckError(limit, 'the limit of real time is over.', { isAtLimit: true })))
    running.then(resolve, reject).finally(cancel)
  })
}

/** Lets code left running by the task continue for a while, or until time ends. */
async function watch(clock: Clock, session: VirtualSession): Promise<void> {
  await pass(aftermath, clock, session)
}

/** Lets virtual time pass, or ends it if nothing can wake the program. */
export async function pass(ms: number, clock: Clock, session: VirtualSession): Promise<void> {
  try {
    await session.race(new Promise<void>((resolve) => void clock.after(ms, resolve)))
  } catch (error) {
    // A task that used up its time is judged based on its actions until then.
    if (!(error instanceof StuckError)) throw error
  }
}

/** The same in real time, but only while a call is open. */
async function watchInRealTime(isOpen: () => boolean): Promise<void> {
  await realSleep(0)
  for (let waited = 0; waited < aftermath && isOpen(); waited += pollInterval) await realSleep(pollInterval)
}
