/** The world's own timers, as they were when this file was loaded: what moves a virtual clock must not run on it. */
const { setTimeout, setImmediate, clearTimeout, clearImmediate } = globalThis as typeof globalThis & {
  setImmediate?: (callback: () => void) => unknown
  clearImmediate?: (immediate: unknown) => void
}
const now = performance.now.bind(performance)
const { timeOrigin } = performance

/** Milliseconds of the world's time. */
export function realNow(): number {
  return now()
}

/** The date of the world. */
export function realDate(): Date {
  return new Date(timeOrigin + now())
}

/** Calls back after one turn of the event loop, when everything that could run at once has run; the returned function cancels. */
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

/** One turn of the event loop: everything that could run at once has run when it is over. */
export function turn(): Promise<void> {
  return new Promise((resolve) => void afterTurn(resolve))
}

const ownTimers = new WeakSet<object>()

/** Whether a real timer was set here, so that it is none of the app's. */
export function isOwnTimer(timer: object): boolean {
  return ownTimers.has(timer)
}

/** Waits in the world's time. */
export function realSleep(ms: number): Promise<void> {
  return new Promise((resolve) => void realAfter(ms, resolve))
}

/** A timer in the world's time; the returned function cancels. */
export function realAfter(ms: number, callback: () => void): () => void {
  const timer: unknown = setTimeout(callback, ms)
  // A number in a browser.
  if (typeof timer === 'object' && timer !== null) ownTimers.add(timer)
  return () => clearTimeout(timer as NodeJS.Timeout)
}

/** Waits in the world's time, one after another. Once stopped, what is waited for never comes, and nothing of it stays behind. */
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

/** Lets an error that nobody awaits reach the process, as an error in a timer does. */
export function throwOutside(error: unknown): void {
  setTimeout(() => {
    throw error
  }, 0)
}
