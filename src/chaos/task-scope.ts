import { builtin } from '../time/patches/patching.ts'
import type { Run } from '../engine/run/run.ts'

/** A running task of a run. */
interface RunningTask {
  readonly run: Run
  isSettled: boolean
}

interface Scopes {
  run<Value>(task: RunningTask, action: () => Value): Value
  getStore(): RunningTask | undefined
}

/**
 * Tracks which run the running code belongs to, using its asynchronous context. Tracks nothing in a runtime without such
 * contexts, such as a browser.
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
   * Returns whether the running code belongs to a task of an earlier run that never settled. Work that outlives a settled task can be a
   * worker that also serves later runs.
   */
  isAbandonedIn(current: Run): boolean {
    const task = this.#scopes?.getStore()
    return task !== undefined && task.run !== current && !task.isSettled
  }
}
