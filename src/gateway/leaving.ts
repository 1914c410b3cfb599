import { builtin } from '../time/patches/patching.ts'

interface Scopes {
  run<Value>(isLeaving: true, action: () => Value): Value
  getStore(): true | undefined
}

let scopes: Scopes | undefined

/** Runs code with real connections: brownout must not answer requests to an upstream itself. */
export function leaving<Value>(action: () => Value): Value {
  const hooks = builtin<{ AsyncLocalStorage: new () => Scopes }>('node:async_hooks')
  scopes ??= hooks && new hooks.AsyncLocalStorage()
  return scopes === undefined ? action() : scopes.run(true, action)
}

/** Returns whether the running code sends a request to an upstream. */
export function isLeaving(): boolean {
  return scopes?.getStore() === true
}
