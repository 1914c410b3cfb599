import { AsyncLocalStorage } from 'node:async_hooks'

const scopes = new AsyncLocalStorage<{ readonly task: string }>()

/** Runs a test so that everything it sets off can be told from other tests' doings. */
export function inScopeOf<Value>(task: string, run: () => Value): Value {
  return scopes.run({ task }, run)
}

/** The test that the running code belongs to; `undefined` where that cannot be told. */
export function taskInScope(): string | undefined {
  return scopes.getStore()?.task
}
