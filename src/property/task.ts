import { installedClock, realClock, type Clock } from '../engine/clock.ts'
import { StuckError, type VirtualSession } from '../time/index.ts'
import { realAfter, realSleep } from '../time/real-time.ts'
import type { Observation, Observe, Outcome, Settlement } from './evidence.ts'
import { hearRejections } from './rejections.ts'

/** What a task is given. */
export interface TaskTools {
  readonly observe: Observe
  /** Aborts where the task is to be given up midway. */
  readonly signal: AbortSignal
}

/** The app, asked to do one thing. */
export type Task = (tools: TaskTools) => unknown

/** How long after a task it is still watched, in ms: what it left open shows by then. */
const aftermath = 1_000

/** How often a look is taken in real time at whether the task has left something open, in ms. */
const glance = 10

/** What a task runs in. */
export interface TaskSetting {
  /** Virtual time, where it is in force. */
  readonly session: VirtualSession | undefined
  readonly seed: string
  /** When the task is aborted from outside, in ms from its beginning; never where it is `undefined`. */
  readonly abortAfter: number | undefined
  /** The longest that it may take, in ms. */
  readonly limit: number
  /** Whether a call of the task is still open. */
  isOpen(): boolean
}

/** Runs a task once, from a clock at 0, to its end and a little on. */
export async function runTask(task: Task, { session, seed, abortAfter, limit, isOpen }: TaskSetting): Promise<Outcome> {
  session?.restart(seed, limit)
  const clock = installedClock() ?? realClock()
  const observed = { streamed: [] as Observation[], effects: [] as Observation[], alerts: [] as Observation[] }
  const rejections = hearRejections(clock)
  const controller = new AbortController()
  let abortedAt: number | undefined
  const cancel =
    abortAfter === undefined
      ? () => {}
      : clock.after(abortAfter, () => {
          abortedAt = clock.now()
          controller.abort(new DOMException('The task was aborted', 'AbortError'))
        })
  const settlement = await settle(task, { observe: observing(clock, observed), signal: controller.signal }, session, limit)
  const settledAt = clock.now()
  cancel()
  if (settlement.type !== 'stuck') await (session === undefined ? restInRealTime(isOpen) : rest(clock, session))
  return { settlement, settledAt, abortedAt, ...observed, uncaught: rejections.stop() }
}

async function settle(task: Task, tools: TaskTools, session: VirtualSession | undefined, limit: number): Promise<Settlement> {
  const running = Promise.resolve().then(() => task(tools))
  try {
    return { type: 'value', value: await (session === undefined ? withinReal(running, limit) : session.race(running)) }
  } catch (error) {
    return error instanceof StuckError ? { type: 'stuck', error } : { type: 'error', error }
  }
}

/** In the world's time nobody can know that a task is stuck; past the limit it counts as such. */
function withinReal<Value>(running: Promise<Value>, limit: number): Promise<Value> {
  return new Promise((resolve, reject) => {
    const cancel = realAfter(limit, () => reject(new StuckError(limit, 'the limit of real time is over.')))
    running.then(resolve, reject).finally(cancel)
  })
}

/** Lets what the task left behind go on for a while, or as long as time goes on. */
async function rest(clock: Clock, session: VirtualSession): Promise<void> {
  try {
    await session.race(new Promise<void>((resolve) => void clock.after(aftermath, resolve)))
  } catch (error) {
    // A task that took all the time it had is judged by what it did in it.
    if (!(error instanceof StuckError)) throw error
  }
}

/** As long in real time, but only while there is something to watch. */
async function restInRealTime(isOpen: () => boolean): Promise<void> {
  await realSleep(0)
  for (let waited = 0; waited < aftermath && isOpen(); waited += glance) await realSleep(glance)
}

function observing(
  clock: Clock,
  { streamed, effects, alerts }: { streamed: Observation[]; effects: Observation[]; alerts: Observation[] },
): Observe {
  return {
    streamed: (text) => void streamed.push({ at: clock.now(), text }),
    effect: (text) => void effects.push({ at: clock.now(), text }),
    alert: (text) => void alerts.push({ at: clock.now(), text }),
  }
}
