import { installedClock, realClock, type Clock } from '../engine/model/clock.ts'
import { StuckError, type ReplyOrder, type VirtualSession } from '../time/index.ts'
import { realAfter, realSleep } from '../time/real-time.ts'
import type { Effect, Observation, Observe, Outcome, Settlement, Shown, TaskMark } from './verdict/evidence.ts'
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
  /** In which order answers come that are due together; as they were asked for where it is left out. */
  readonly replyOrder?: ReplyOrder | undefined
  /** When the task is aborted from outside, in ms from its beginning; never where it is `undefined`. */
  readonly abortAfter: number | undefined
  /** The longest that it may take, in ms. */
  readonly limit: number
  /** Whether a call of the task is still open. */
  isOpen(): boolean
}

/** Runs a task once, from a clock at 0, to its end and a little on. */
export async function runTask(task: Task, { session, seed, replyOrder, abortAfter, limit, isOpen }: TaskSetting): Promise<Outcome> {
  session?.restart(seed, limit, replyOrder)
  const clock = installedClock() ?? realClock()
  const observed = new Observed(clock)
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
  const settlement = await settle(task, { observe: observed.observe, signal: controller.signal }, session, limit)
  const settledAt = clock.now()
  cancel()
  if (settlement.type !== 'stuck') await (session === undefined ? restInRealTime(isOpen) : rest(clock, session))
  return { settlement, settledAt, abortedAt, ...observed.all(settledAt, settlement), uncaught: rejections.stop() }
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

/** A task that has begun, and may have ended. */
interface OpenTask extends TaskMark {
  readonly startedAt: number
  settledAt?: number
  settlement?: Settlement
}

/** What an app tells of itself, as it comes in. */
class Observed {
  readonly #clock: Clock
  readonly #streamed: Shown[] = []
  readonly #effects: Effect[] = []
  readonly #alerts: Observation[] = []
  readonly #tasks: OpenTask[] = []
  readonly observe: Observe

  constructor(clock: Clock) {
    this.#clock = clock
    this.observe = this.#observeFor(undefined)
  }

  /** All that was told. A task that has not ended by then is stuck. */
  all(settledAt: number, settlement: Settlement): Pick<Outcome, 'streamed' | 'effects' | 'alerts' | 'tasks'> {
    const error = settlement.type === 'stuck' ? settlement.error : new Error('The run was over before the task was.')
    const tasks = this.#tasks.map((task) => ({ settledAt, settlement: { type: 'stuck', error } as const, ...task }))
    return { streamed: this.#streamed, effects: this.#effects, alerts: this.#alerts, tasks }
  }

  #observeFor(task: number | undefined): Observe {
    const moment = (text: string): Observation => ({ at: this.#clock.now(), text, ...(task === undefined ? {} : { task }) })
    return {
      streamed: (text) => void this.#streamed.push(moment(text)),
      retracted: () => void this.#streamed.push({ ...moment(''), retracts: true }),
      effect: (text, tool) => void this.#effects.push({ ...moment(text), ...(tool === undefined ? {} : { tool }) }),
      alert: (text) => void this.#alerts.push(moment(text)),
      task: (mark, run) => this.#runTask(mark, run),
    }
  }

  async #runTask<Value>(mark: string | TaskMark, run: (observe: Observe) => Promise<Value> | Value): Promise<Value> {
    const task: OpenTask = { ...(typeof mark === 'string' ? { name: mark } : mark), startedAt: this.#clock.now() }
    const place = this.#tasks.push(task) - 1
    try {
      const value = await run(this.#observeFor(place))
      task.settlement = { type: 'value', value }
      return value
    } catch (error) {
      task.settlement = { type: 'error', error }
      throw error
    } finally {
      task.settledAt = this.#clock.now()
    }
  }
}
