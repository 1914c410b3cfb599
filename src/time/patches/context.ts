import { builtin } from './patching.ts'

export type TimerCallback = (...args: unknown[]) => unknown

/** A callback that runs in the asynchronous context in which its timer was set, as Node's own timers do. */
export function inContext(callback: TimerCallback): TimerCallback {
  const hooks = builtin<{ AsyncLocalStorage: { bind(callback: TimerCallback): TimerCallback } }>('node:async_hooks')
  return typeof callback === 'function' && hooks !== undefined ? hooks.AsyncLocalStorage.bind(callback) : callback
}
