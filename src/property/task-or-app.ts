import type { Chaos } from '../chaos/chaos.ts'
import { coreOf } from '../chaos/core.ts'
import { BrownoutError } from '../engine/base/errors.ts'
import { checkNames } from '../engine/base/wrong-value.ts'
import type { AppTask } from './trial/app-processes.ts'
import type { RehearsalSetting } from './trial/rehearse.ts'
import type { Task, TaskTools } from './trial/run-task.ts'

/** Options for creating a fresh app. */
export interface AppProcess<Store> {
  /** How often an app has been created, from 1. */
  readonly run: number
  /** The result of `crashes.store`. `undefined` without `crashes`. */
  readonly store: Store
}

/** How an app's process crashes and restarts. */
export interface CrashOptions<App, Store> {
  /**
   * Creates the store that outlives a crash, once for each trial: a database, a `Map`. It is closed after the trial if it has a
   * `Symbol.dispose` or `Symbol.asyncDispose`. A crashed process cannot write to an object, but it can write to files.
   */
  store(): Store | Promise<Store>
  /** The task of a restarted process, with the same result as the task. Default: the task */
  resume?(app: App, tools: TaskTools): unknown
}

/** How to create a fresh app for each run, so that runs share no state. */
export interface FreshApp<App, Store = undefined> {
  /**
   * Creates the app, such as `({ store }) => createWorker(store)`. In vitest `() => import("./app.ts")` loads the module again each time;
   * in other runners add the run number to the URL: ``({ run }) => import(`./app.ts?run=${run}`)``.
   */
  app(process: AppProcess<Store>): App | Promise<App>
  /** Runs one task of the app. */
  task(app: App, tools: TaskTools): unknown
}

/** A task, or a fresh app for each run and its task. */
export type TaskOrApp<App, Store = undefined> = Task | FreshApp<App, Store>

/**
 * How to create the task of each run.
 * @param caller for messages, such as `survives()`
 * @throws BrownoutError if it is neither a task nor an app with a task
 */
export function makerOf<App, Store>(
  given: TaskOrApp<App, Store>,
  chaos: Chaos,
  caller: string,
  crashes?: CrashOptions<App, Store>,
): Pick<RehearsalSetting, 'makeTask' | 'openStore'> {
  const core = coreOf(chaos)
  if (typeof given === 'function') {
    if (crashes === undefined) return { makeTask: () => (tools) => core.runTask(() => given(tools)) }
    throw new BrownoutError(
      'survives() got { crashes } with a task that is a function: a restarted process needs a new app over the same store. Expected { app: ({ store }) => createApp(store), task: (app, tools) => app.answer() }.',
    )
  }
  checkApp(given, caller)
  let run = 0
  const makeTask = async (store?: unknown): Promise<AppTask> => {
    await core.harness.forgetModules?.()
    // The store is the one that `crashes` opened; without `crashes` there is none, and its type is undefined.
    const app = await given.app({ run: ++run, store: store as Store })
    const task: Task = (tools) => core.runTask(() => given.task(app, tools))
    if (crashes?.resume === undefined) return task
    return Object.assign(task, { resume: (tools: TaskTools) => core.runTask(() => crashes.resume!(app, tools)) })
  }
  return { makeTask, openStore: crashes && (() => crashes.store()) }
}

function checkApp(given: unknown, caller: string): void {
  if (typeof given !== 'object' || given === null || given instanceof Promise)
    throw new BrownoutError(
      `${caller} got ${given instanceof Promise ? 'a promise' : String(given)} as its task: expected a function, such as ({ signal }) => ask('Where is my parcel?', { signal }), or { app, task }.`,
    )
  checkNames(`${caller} cannot read the app: it`, given, ['app', 'task'])
  for (const name of ['app', 'task'] as const)
    if (typeof (given as Record<string, unknown>)[name] !== 'function')
      throw new BrownoutError(
        `${caller} got an app whose "${name}" is not a function: expected { app: () => createApp(), task: (app, tools) => app.answer() }.`,
      )
}
