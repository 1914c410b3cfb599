import { VirtualTimer } from '../timer-queue.ts'
import type { VirtualClock } from '../virtual-clock.ts'
import { builtin, type Patches } from './patching.ts'

type AnyFunction = (...args: unknown[]) => unknown

const customPromise = Symbol.for('nodejs.util.promisify.custom')

const undici = /[\\/](?:deps|node_modules)[\\/]undici[\\/]/

/** Leaves lines and columns out of a stack trace: looking them up costs most of it. */
const fileOf = (_: Error, [caller]: NodeJS.CallSite[]): string => caller?.getFileName() ?? ''

/**
 * Whether the caller is undici, Node's own fetch. Its timers (a wheel of 499 ms, a keep-alive of 4 s) live on in pooled
 * sockets after a session, so a virtual clock under them would make one run depend on the run before it.
 */
function isCalledByUndici(below: AnyFunction): boolean {
  const { stackTraceLimit, prepareStackTrace } = Error
  Error.stackTraceLimit = 1
  Error.prepareStackTrace = fileOf
  const trace: { stack?: string } = {}
  Error.captureStackTrace?.(trace, below)
  const caller = trace.stack ?? ''
  Error.stackTraceLimit = stackTraceLimit
  Error.prepareStackTrace = prepareStackTrace
  return undici.test(caller)
}

function abortError(signal: AbortSignal): Error {
  return Object.assign(new Error('The operation was aborted', { cause: signal.reason }), { name: 'AbortError', code: 'ABORT_ERR' })
}

/** `setTimeout` of `node:timers/promises`. */
function promisedTimeout(clock: VirtualClock): (ms?: number, value?: unknown, options?: { signal?: AbortSignal }) => Promise<unknown> {
  return (ms, value, { signal } = {}) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted === true) return reject(abortError(signal))
      const abort = (): void => {
        timer.close()
        reject(abortError(signal!))
      }
      const timer = clock.setTimer(
        () => {
          signal?.removeEventListener('abort', abort)
          resolve(value)
        },
        ms,
        [],
        false,
      )
      signal?.addEventListener('abort', abort, { once: true })
    })
}

/** `setInterval` of `node:timers/promises`. */
function promisedInterval(clock: VirtualClock): (ms?: number, value?: unknown, options?: { signal?: AbortSignal }) => AsyncGenerator {
  const sleep = promisedTimeout(clock)
  return async function* (ms, value, options) {
    for (;;) yield await sleep(ms, value, options)
  }
}

/** A callback that runs in the asynchronous context in which its timer was set, as Node's own timers do. */
function inContext(callback: AnyFunction): AnyFunction {
  const hooks = builtin<{ AsyncLocalStorage: { bind(callback: AnyFunction): AnyFunction } }>('node:async_hooks')
  return typeof callback === 'function' && hooks !== undefined ? hooks.AsyncLocalStorage.bind(callback) : callback
}

/** Puts the timers of the globals, `node:timers`, `node:timers/promises` and Bun on the clock. */
export function patchTimers(patches: Patches, clock: VirtualClock): void {
  const real = { setTimeout: globalThis.setTimeout, clearTimeout: globalThis.clearTimeout }
  const setTimeout = (callback: AnyFunction, ms?: unknown, ...args: unknown[]): unknown =>
    isCalledByUndici(setTimeout as AnyFunction)
      ? real.setTimeout(callback, Number(ms), ...args)
      : clock.setTimer(inContext(callback), ms, args, false)
  const setInterval = (callback: AnyFunction, ms?: unknown, ...args: unknown[]): unknown =>
    clock.setTimer(inContext(callback), ms, args, true)
  const clear = (timer: unknown): void => {
    if (timer instanceof VirtualTimer || typeof timer === 'number' || typeof timer === 'string') clock.clearTimer(timer)
    else real.clearTimeout(timer as NodeJS.Timeout | undefined)
  }
  const sleep = promisedTimeout(clock)
  Object.assign(setTimeout, { [customPromise]: sleep })
  for (const target of [globalThis, builtin<object>('node:timers')]) {
    if (target === undefined) continue
    patches.put(target, 'setTimeout', setTimeout)
    patches.put(target, 'setInterval', setInterval)
    patches.put(target, 'clearTimeout', clear)
    patches.put(target, 'clearInterval', clear)
  }
  const { Bun } = globalThis as { Bun?: object }
  if (Bun !== undefined)
    patches.put(Bun, 'sleep', (until: number | Date) => sleep(Number(until) - (until instanceof Date ? Date.now() : 0)))
  const promises = builtin<{ scheduler: object }>('node:timers/promises')
  if (promises === undefined) return
  patches.put(promises, 'setTimeout', sleep)
  patches.put(promises, 'setInterval', promisedInterval(clock))
  patches.put(promises.scheduler, 'wait', (ms: number, options?: { signal?: AbortSignal }) => sleep(ms, undefined, options))
}
