/** Waits, in ms. Rejects with the reason of the signal when that aborts. */
export function pause(time: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(signal.reason as Error)
      return
    }
    const leave = (): void => {
      clearTimeout(timer)
      reject(signal.reason as Error)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', leave)
      resolve()
    }, time)
    signal.addEventListener('abort', leave, { once: true })
  })
}

/** The wait that headers request, in ms: Retry-After as seconds or as a date, or retry-after-ms. 0 without one. */
export function waitAskedBy(headers: Headers | undefined): number {
  const milliseconds = Number(headers?.get('retry-after-ms') ?? Number.NaN)
  if (milliseconds >= 0) return milliseconds
  const text = headers?.get('retry-after')
  if (text == null) return 0
  const seconds = Number(text)
  const wait = Number.isNaN(seconds) ? Date.parse(text) - Date.now() : seconds * 1_000
  return wait > 0 ? wait : 0
}
