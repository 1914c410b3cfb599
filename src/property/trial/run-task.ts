import { installedClock, realClock, type Clock } from '../../engine/model/clock.ts'
import { StuckError, type ReplyOrder, type VirtualSession } from '../../time/index.ts'
import { realAfter, realSleep } from '../../time/real-time.ts'
import type { Observe } from '../verdict/observe.ts'
import type { Outcome, Settlement } from '../verdict/outcome.ts'
import type { CallOwnership } from './call-ownership.ts'
import { Observed } from './observed.ts'
import { hearRejections } from './rejections.ts'

/** What a task is called with. */
export interface TaskTools {
  readonly observe: Observe
  /** Aborts if the task is to be given up midway. */
  readonly signal: AbortSignal
}

/** The app, called to do one thing. */
export type Task = (tools: TaskTools) => unknown

/** How long a task is watched after it settled, in ms, to see what it left open. */
const aftermath = 1_000

/** How often to check in real time whether the task has left something open, in ms. */
const pollInterval = 10

/** What a task runs in. */
export interface TaskSetting {
  /** Virtual time, if it is in force. */
  readonly session: VirtualSession | undefined
  readonly seed: string
  /** The order of replies that are due at the same time. Default: the order of their requests. */
  readonly replyOrder?: ReplyOrder | undefined
  /** When the task is aborted from outside, in ms from its beginning. Never if `undefined`. */
  readonly abortAfter?: number | undefined
  /** The longest that the task can take, in ms. */
  readonly limit: number
  /** Learns who makes which call. */
  readonly ownership?: CallOwnership
  /** Whether a call of the task is still open. */
  isOpen(): boolean
}

/** Runs a task once, from a clock at 0 to its end, and watches it for another second. */
export async function runTask(
  task: Task,
  { session, seed, replyOrder, abortAfter, limit, ownership, isOpen }: TaskSetting,
): Promise<Outcome> {
  session?.restart(seed, limit, replyOrder)
  const clock = installedClock() ?? realClock()
  const observed = new Observed(clock, ownership)
  const rejections = hearRejections(clock)
  const abort = abortingAfter(abortAfter, clock)
  const settlement = await settle(
    (tools) => observed.run(() => task(tools)),
    { observe: observed.observe, signal: abort.signal },
    session,
    limit,
  )
  const settledAt = clock.now()
  abort.cancel()
  if (settlement.type !== 'stuck') await (session === undefined ? watchInRealTime(isOpen) : watch(clock, session))
  return { settlement, settledAt, abortedAt: abort.at(), ...observed.all(settledAt, settlement), uncaught: rejections.stop() }
}

interface Abort {
  readonly signal: AbortSignal
  /** When it aborted, on the clock. */
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

async function settle(task: Task, tools: TaskTools, session: VirtualSession | undefined, limit: number): Promise<Settlement> {
  const running = Promise.resolve().then(() => task(tools))
  try {
    return { type: 'value', value: await (session === undefined ? withinReal(running, limit) : session.race(running)) }
  } catch (error) {
    return error instanceof StuckError ? { type: 'stuck', error, isAtLimit: error.isAtLimit } : { type: 'error', error }
  }
}

/** In real time a stuck task cannot be recognized. It counts as stuck once the limit is over. */
function withinReal<Value>(running: Promise<Value>, limit: number): Promise<Value> {
  return new Promise((resolve, reject) => {
    const cancel = realAfter(limit, () => reject(new StuckError(limit, 'the limit of real time is over.', { isAtLimit: true })))
    running.then(resolve, reject).finally(cancel)
  })
}

/** Lets what the task left behind go on for a while, or until time ends. */
async function watch(clock: Clock, session: VirtualSession): Promise<void> {
  try {
    await session.race(new Promise<void>((resolve) => void clock.after(aftermath, resolve)))
  } catch (error) {
    // A task that took all the time it had is judged by what it did in it.
    if (!(error instanceof StuckError)) throw error
  }
}

/** Just as long in real time, but only while there is something to watch. */
async function watchInRealTime(isOpen: () => boolean): Promise<void> {
  await realSleep(0)
  for (let waited = 0; waited < aftermath && isOpen(); waited += pollInterval) await realSleep(pollInterval)
}
