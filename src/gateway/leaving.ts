import { builtin } from '../time/patches/patching.ts'

interface Scopes {
  run<Value>(isLeaving: true, action: () => Value): Value
  getStore(): true | undefined
}

let scopes: Scopes | undefined

/** Runs code whose connections leave this process for real: what asks an upstream must not be answered by brownout itself. */
export function leaving<Value>(action: () => Value): Value {
  const hooks = builtin<{ AsyncLocalStorage: new () => Scopes }>('node:async_hooks')
  scopes ??= hooks && new hooks.AsyncLocalStorage()
  return scopes === undefined ? action() : scopes.run(true, action)
}

/** Whether the running code asks an upstream. */
export function isLeaving(): boolean {
  return scopes?.getStore() === true
}
