import type { JournalCall } from '../../engine/model/journal.ts'
import { builtin } from '../../time/patches/patching.ts'

/** The owner of calls: a copy of the task under test, or a task that this copy marks with `observe.task`. */
export interface CallOwner {
  /** The number of the copy, from 0. */
  readonly copy: number
  /** The index of the marked task among those of its copy. `undefined` outside of marked tasks. */
  readonly task: number | undefined
  /** Its calls, including those of tasks that it marks. */
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
 * Records which owner made each call of a run, based on the call's asynchronous context. In a runtime without such
 * contexts it records nothing. A shared queue in the app can run one owner's work in another's context.
 */
export class CallOwnership {
  readonly #owners = new WeakMap<JournalCall, OpenOwner>()

  /** Runs an action whose calls belong to a new owner. Inside another owner's action, they also belong to that owner. */
  run<Value>(of: Pick<CallOwner, 'copy' | 'task'>, action: (owner: CallOwner) => Value): Value {
    const owner: OpenOwner = { ...of, calls: [], parent: this.#current(), ownership: this }
    return scope() === undefined ? action(owner) : scope()!.run(owner, () => action(owner))
  }

  /** The owner of the code that is running. */
  get current(): CallOwner | undefined {
    return this.#current()
  }

  /** Records the owner of a call. Must run in the call's asynchronous context. */
  note(call: JournalCall): void {
    const owner = this.#current()
    if (owner !== undefined) this.#owners.set(call, owner)
    for (let each = owner; each !== undefined; each = each.parent) each.calls.push(call)
  }

  /** The innermost owner of a call. `undefined` if unknown. */
  ownerOf(call: JournalCall): CallOwner | undefined {
    return this.#owners.get(call)
  }

  #current(): OpenOwner | undefined {
    const owner = scope()?.getStore()
    // Code left over from an earlier run can still make calls. They have no owner in this run.
    return owner?.ownership === this ? owner : undefined
  }
}
