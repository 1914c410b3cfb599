import { builtin } from './patching.ts'

export type TimerCallback = (...args: unknown[]) => unknown

/** Wraps a callback to run in the asynchronous context in which its timer was set, as in Node. */
export function inContext(callback: TimerCallback): TimerCallback {
  const hooks = builtin<{ AsyncLocalStorage: { bind(callback: TimerCallback): TimerCallback } }>('node:async_hooks')
  return typeof callback === 'function' && hooks !== undefined ? hooks.AsyncLocalStorage.bind(callback) : callback
}
