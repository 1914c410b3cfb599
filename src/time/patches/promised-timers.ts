import type { VirtualClock } from '../virtual-clock.ts'

interface TimerOptions {
  readonly signal?: AbortSignal
}

function abortError(signal: AbortSignal): Error {
  return Object.assign(new Error('The operation was aborted', { cause: signal.reason }), { name: 'AbortError', code: 'ABORT_ERR' })
}

/** `setTimeout` of `node:timers/promises`. */
export function promisedTimeout(clock: VirtualClock): (ms?: number, value?: unknown, options?: TimerOptions) => Promise<unknown> {
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

/** `setInterval` of `node:timers/promises`. Ticks are kept while their consumer is busy. */
export function promisedInterval(clock: VirtualClock): (ms?: number, value?: unknown, options?: TimerOptions) => AsyncGenerator {
  return async function* (ms, value, { signal } = {}) {
    const isAborted = (): boolean => signal?.aborted === true
    if (isAborted()) throw abortError(signal!)
    let ticks = 0
    let wake = (): void => {}
    const timer = clock.setTimer(
      () => {
        ticks++
        wake()
      },
      ms,
      [],
      true,
    )
    const abort = (): void => wake()
    signal?.addEventListener('abort', abort, { once: true })
    try {
      while (!isAborted()) {
        if (ticks === 0) await new Promise<void>((resolve) => (wake = resolve))
        for (; ticks > 0; ticks--) yield value
      }
      throw abortError(signal!)
    } finally {
      timer.close()
      signal?.removeEventListener('abort', abort)
    }
  }
}
