import { CallFailure } from './failure.ts'

/** Waits, unless the signal aborts. */
export function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted()
    const stop = (): void => {
      clearTimeout(timer)
      reject(signal.reason as Error)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop)
      resolve()
    }, ms)
    signal.addEventListener('abort', stop, { once: true })
  })
}

/**
 * Reads a stream that must not stall: each pause between two events must be at most `idle` milliseconds. The call is
 * aborted if it does, and when the reader stops.
 */
export async function* withoutSilence<Event>(
  open: (signal: AbortSignal) => Promise<AsyncIterable<Event>>,
  idle: number,
  signal: AbortSignal,
): AsyncGenerator<Event> {
  const controller = new AbortController()
  const either = AbortSignal.any([signal, controller.signal])
  let timer: ReturnType<typeof setTimeout> | undefined
  const watch = (): void => {
    clearTimeout(timer)
    timer = setTimeout(() => controller.abort(new CallFailure(`nothing came for ${idle / 1_000} s`)), idle)
  }
  try {
    watch()
    for await (const event of await open(either)) {
      watch()
      yield event
    }
    // The SDKs end an aborted stream as if it were complete.
    either.throwIfAborted()
  } catch (error) {
    throw controller.signal.aborted && !signal.aborted ? controller.signal.reason : error
  } finally {
    clearTimeout(timer)
    controller.abort()
  }
}
