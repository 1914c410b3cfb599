import { callersOf } from '../caller.ts'
import { VirtualTimer } from '../timer-queue.ts'
import type { VirtualClock } from '../virtual-clock.ts'
import { inContext, type TimerCallback } from './context.ts'
import { builtin, type Patches } from './patching.ts'
import { promisedInterval, promisedTimeout } from './promised-timers.ts'

const customPromise = Symbol.for('nodejs.util.promisify.custom')

const undici = /[\\/](?:deps|node_modules)[\\/]undici[\\/]/

/**
 * Returns whether the caller is undici, Node's own fetch. Its timers (a wheel of 499 ms, a keep-alive of 4 s) continue in pooled sockets
 * after a session, so on a virtual clock they would make one run depend on the previous one.
 */
function isCalledByUndici(below: (...args: never[]) => unknown): boolean {
  return undici.test(callersOf(below, 1)[0] ?? '')
}

/** Puts the timers of the globals, `node:timers`, `node:timers/promises` and Bun on the clock. */
export function patchTimers(patches: Patches, clock: VirtualClock): void {
  const real = { setTimeout: globalThis.setTimeout, clearTimeout: globalThis.clearTimeout }
  const sleep = promisedTimeout(clock)
  const setTimeout = patches.putKept(
    globalThis,
    'setTimeout',
    Object.assign(
      (callback: TimerCallback, ms?: unknown, ...args: unknown[]): unknown =>
        isCalledByUndici(setTimeout)
          ? real.setTimeout(callback, Number(ms), ...args)
          : clock.setTimer(inContext(callback), ms, args, false),
      { [customPromise]: sleep },
    ),
  )
  const setInterval = patches.putKept(globalThis, 'setInterval', (callback: TimerCallback, ms?: unknown, ...args: unknown[]): unknown =>
    clock.setTimer(inContext(callback), ms, args, true),
  )
  // Also for a timer of an earlier session.
  const clear = (timer: unknown): void => {
    if (timer instanceof VirtualTimer || typeof timer === 'number' || typeof timer === 'string') clock.clearTimer(timer)
    else real.clearTimeout(timer as NodeJS.Timeout | undefined)
  }
  patches.put(globalThis, 'clearTimeout', clear)
  patches.put(globalThis, 'clearInterval', clear)
  const timers = builtin<object>('node:timers')
  if (timers !== undefined)
    for (const [key, value] of Object.entries({ setTimeout, setInterval, clearTimeout: clear, clearInterval: clear }))
      patches.put(timers, key, value)
  const { Bun } = globalThis as { Bun?: object }
  if (Bun !== undefined)
    patches.put(Bun, 'sleep', (until: number | Date) => sleep(Number(until) - (until instanceof Date ? Date.now() : 0)))
  const promises = builtin<{ scheduler: object }>('node:timers/promises')
  if (promises === undefined) return
  patches.putKept(promises, 'setTimeout', sleep)
  patches.putKept(promises, 'setInterval', promisedInterval(clock))
  patches.putKept(promises.scheduler, 'wait', (ms: number, options?: { signal?: AbortSignal }) => sleep(ms, undefined, options))
}
