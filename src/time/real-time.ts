/** The world's own timers, as they were when this file was loaded: what moves a virtual clock must not run on it. */
const { setTimeout, setImmediate, clearTimeout } = globalThis as typeof globalThis & { setImmediate?: (callback: () => void) => void }
const now = performance.now.bind(performance)

/** Milliseconds of the world's time. */
export function realNow(): number {
  return now()
}

/** One turn of the event loop: everything that could run at once has run when it is over. */
export function turn(): Promise<void> {
  if (setImmediate !== undefined) return new Promise((resolve) => void setImmediate(resolve))
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(undefined)
  })
}

/** Waits in the world's time. */
export function realSleep(ms: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, ms))
}

/** A timer in the world's time; the returned function cancels. */
export function realAfter(ms: number, callback: () => void): () => void {
  const timer = setTimeout(callback, ms)
  return () => clearTimeout(timer)
}

/** Lets an error that nobody awaits reach the process, as an error in a timer does. */
export function throwOutside(error: unknown): void {
  setTimeout(() => {
    throw error
  }, 0)
}
