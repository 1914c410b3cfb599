import { longestTimer } from '../engine/base/longest-timer.ts'

/** The real timers, as they were when this file was loaded: the driver of a virtual clock must not run on it. */
const { setTimeout, setImmediate, clearTimeout, clearImmediate } = globalThis as typeof globalThis & {
  setImmediate?: (callback: () => void) => unknown
  clearImmediate?: (immediate: unknown) => void
}
const now = performance.now.bind(performance)
const { timeOrigin } = performance

/** The real time in ms. */
export function realNow(): number {
  return now()
}

/** The real date. */
export function realDate(): Date {
  return new Date(timeOrigin + now())
}

/** Calls back after one turn of the event loop, when everything that can run at once has run. The returned function cancels. */
export function afterTurn(callback: () => void): () => void {
  if (setImmediate !== undefined) {
    const immediate = setImmediate(callback)
    return () => clearImmediate?.(immediate)
  }
  const { port1, port2 } = new MessageChannel()
  port1.onmessage = () => {
    port1.close()
    callback()
  }
  port2.postMessage(undefined)
  return () => port1.close()
}

/** Resolves after one turn of the event loop, when everything that can run at once has run. */
export function turn(): Promise<void> {
  return new Promise((resolve) => void afterTurn(resolve))
}

const ownTimers = new WeakSet<object>()

/** Returns whether a real timer was set here, not by the app. */
export function isOwnTimer(timer: object): boolean {
  return ownTimers.has(timer)
}

/** Waits in real time. */
export function realSleep(ms: number): Promise<void> {
  return new Promise((resolve) => void realAfter(ms, resolve))
}

/** Sets a timer in real time. The returned function cancels. */
export function realAfter(ms: number, callback: () => void): () => void {
  const timer: unknown = setTimeout(callback, Math.min(ms, longestTimer))
  // In a browser it is a number.
  if (typeof timer === 'object' && timer !== null) ownTimers.add(timer)
  return () => clearTimeout(timer as NodeJS.Timeout)
}

/** Waits in real time, one wait after another. After a stop, no callback runs and no timer is left. */
export class RealWait {
  #cancel: (() => void) | undefined
  #isStopped = false

  turn(callback: () => void): void {
    if (!this.#isStopped) this.#cancel = afterTurn(callback)
  }

  after(ms: number, callback: () => void): void {
    if (!this.#isStopped) this.#cancel = realAfter(ms, callback)
  }

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => this.after(ms, resolve))
  }

  stop(): void {
    this.#isStopped = true
    this.#cancel?.()
    this.#cancel = undefined
  }
}

/** Throws an unhandled error outside of promises, as a timer does. */
export function throwOutside(error: unknown): void {
  setTimeout(() => {
    throw error
  }, 0)
}
