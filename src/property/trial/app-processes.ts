import type { Task, TaskTools } from './run-task.ts'
import { StoreAccess } from './store-access.ts'

/** The task of an app. */
export interface AppTask {
  (tools: TaskTools): unknown
  /** The task of a process that is restarted after a crash. Default: the task */
  readonly resume?: Task
}

/** Starts an app with its store, if any. */
export type MakeTask = (store?: unknown) => AppTask | Promise<AppTask>

/** Opens the store that the processes of an app share. `undefined` if there is none. */
export type OpenStore = (() => unknown) | undefined

/** The consecutive processes of one app with one store. */
export class AppProcesses {
  readonly #make: MakeTask
  readonly #open: OpenStore
  #store: unknown
  #access = new StoreAccess(undefined)

  constructor(make: MakeTask, open: OpenStore) {
    this.#make = make
    this.#open = open
  }

  /** Opens the store, and starts the first process. */
  async start(): Promise<AppTask> {
    this.#store = await this.#open?.()
    this.#access = new StoreAccess(this.#store)
    return this.#make(this.#access.store)
  }

  /** The process has crashed: it can no longer change the store. */
  crash(): void {
    this.#access.cut()
  }

  /** Ends the process, if it has not crashed, and starts the next one with its remaining state. */
  async restart(): Promise<AppTask> {
    this.#access.cut()
    this.#access = new StoreAccess(this.#access.left)
    return this.#make(this.#access.store)
  }

  /** Closes the store, if it can be closed. */
  async end(): Promise<void> {
    const store = this.#store as Partial<Disposable & AsyncDisposable> | null | undefined
    if (store?.[Symbol.asyncDispose] === undefined) store?.[Symbol.dispose]?.()
    else await store[Symbol.asyncDispose]?.()
  }
}
