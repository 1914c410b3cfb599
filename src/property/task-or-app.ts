import type { Chaos } from '../chaos/chaos.ts'
import { coreOf } from '../chaos/core.ts'
import { BrownoutError } from '../engine/base/errors.ts'
import { checkNames } from '../engine/base/wrong-value.ts'
import type { Task, TaskTools } from './trial/run-task.ts'

/** How to make a fresh app for each run, so that no run finds what another left behind. */
export interface FreshApp<App> {
  /**
   * Makes the app. In vitest an `import()` in it loads the module anew each time; elsewhere add the number of the run to its address.
   * @param run how often an app has been made, from 1
   * @example
   * app: () => import('./app.ts')
   * app: (run) => import(`./app.ts?run=${run}`)
   */
  app(run: number): App | Promise<App>
  /** Asks the app to do one thing. */
  task(app: App, tools: TaskTools): unknown
}

/** A task, or a fresh app for each run and its task. */
export type TaskOrApp<App> = Task | FreshApp<App>

/**
 * How to make the task of each run.
 * @throws BrownoutError if it is neither a task nor an app with a task
 */
export function makerOf<App>(given: TaskOrApp<App>, chaos: Chaos): () => Promise<Task> | Task {
  if (typeof given === 'function') return () => given
  checkApp(given)
  let made = 0
  return async () => {
    await coreOf(chaos).harness.forgetModules?.()
    const app = await given.app(++made)
    return (tools) => given.task(app, tools)
  }
}

function checkApp(given: unknown): void {
  if (typeof given !== 'object' || given === null || given instanceof Promise)
    throw new BrownoutError(
      `survives() got ${given instanceof Promise ? 'a promise' : String(given)} as its task: expected a function, such as ({ signal }) => ask('Where is my parcel?', { signal }), or { app, task }.`,
    )
  checkNames('survives() cannot read the app: it', given, ['app', 'task'])
  for (const name of ['app', 'task'] as const)
    if (typeof (given as Record<string, unknown>)[name] !== 'function')
      throw new BrownoutError(
        `survives() got an app whose "${name}" is not a function: expected { app: () => createApp(), task: (app, tools) => app.ask() }.`,
      )
}
