import { builtin } from '../time/patches/patching.ts'
import type { Run } from '../engine/run/run.ts'

/** A task of a run, as its calls know it. */
interface RunningTask {
  readonly run: Run
  isSettled: boolean
}

interface Scopes {
  run<Value>(task: RunningTask, action: () => Value): Value
  getStore(): RunningTask | undefined
}

/**
 * Knows which run the running code belongs to, by its asynchronous context. In a runtime without such contexts, such as a browser,
 * it knows nothing.
 */
export class TaskScope {
  readonly #scopes: Scopes | undefined

  constructor() {
    const hooks = builtin<{ AsyncLocalStorage: new () => Scopes }>('node:async_hooks')
    this.#scopes = hooks && new hooks.AsyncLocalStorage()
  }

  /** Runs a task of a run. */
  async within(run: Run, task: () => unknown): Promise<unknown> {
    const running: RunningTask = { run, isSettled: false }
    try {
      return await (this.#scopes === undefined ? task() : this.#scopes.run(running, task))
    } finally {
      running.isSettled = true
    }
  }

  /**
   * Whether the running code belongs to a task that never settled, of an earlier run. Work that a settled task left behind can be
   * a worker that serves later runs, too.
   */
  isAbandonedIn(current: Run): boolean {
    const task = this.#scopes?.getStore()
    return task !== undefined && task.run !== current && !task.isSettled
  }
}
