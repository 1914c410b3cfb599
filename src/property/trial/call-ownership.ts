import type { JournalCall } from '../../engine/model/journal.ts'
import { builtin } from '../../time/patches/patching.ts'

/** What makes calls: a copy of the task under test, or a task that this copy marks with `observe.task`. */
export interface CallOwner {
  /** Which copy of the task, from 0. */
  readonly copy: number
  /** The index of the marked task among those of its copy. `undefined` for what the copy does outside of marked tasks. */
  readonly task: number | undefined
  /** The calls that it made, also in tasks that it marks itself. */
  readonly calls: readonly JournalCall[]
}

interface OpenOwner extends CallOwner {
  readonly calls: JournalCall[]
  readonly parent: OpenOwner | undefined
  readonly ownership: CallOwnership
}

interface Scope {
  run<Value>(owner: OpenOwner, action: () => Value): Value
  getStore(): OpenOwner | undefined
}

let scopes: Scope | undefined

/** `undefined` if the runtime has no `AsyncLocalStorage`, such as in a browser. */
function scope(): Scope | undefined {
  const hooks = builtin<{ AsyncLocalStorage: new () => Scope }>('node:async_hooks')
  return (scopes ??= hooks === undefined ? undefined : new hooks.AsyncLocalStorage())
}

/**
 * Knows who made which call of a run, by the asynchronous context in which the call arrived. In a runtime without such
 * contexts it knows nothing. A queue that the app shares can run the work of one owner in the context of another.
 */
export class CallOwnership {
  readonly #owners = new WeakMap<JournalCall, OpenOwner>()

  /** Runs an action whose calls are those of a new owner. Within the action of another owner, they are also that one's. */
  run<Value>(of: Pick<CallOwner, 'copy' | 'task'>, action: (owner: CallOwner) => Value): Value {
    const owner: OpenOwner = { ...of, calls: [], parent: this.#current(), ownership: this }
    return scope() === undefined ? action(owner) : scope()!.run(owner, () => action(owner))
  }

  /** The owner of the code that is running. */
  get current(): CallOwner | undefined {
    return this.#current()
  }

  /** Notes who makes a call. Must be called in the asynchronous context of the call. */
  note(call: JournalCall): void {
    const owner = this.#current()
    if (owner !== undefined) this.#owners.set(call, owner)
    for (let each = owner; each !== undefined; each = each.parent) each.calls.push(call)
  }

  /** The innermost owner of a call. `undefined` if nobody knows who made it. */
  ownerOf(call: JournalCall): CallOwner | undefined {
    return this.#owners.get(call)
  }

  #current(): OpenOwner | undefined {
    const owner = scope()?.getStore()
    // What an earlier run left behind can still make calls. They belong to nobody in this run.
    return owner?.ownership === this ? owner : undefined
  }
}
