/** Waits for `ms`, or until the user leaves. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, signal.aborted ? 0 : ms)
    signal.addEventListener('abort', end)
  })
}

/** The wait that a provider demands, in ms: 0 without one. */
export function askedWait(headers: Headers | undefined): number {
  const exact = Number(headers?.get('retry-after-ms') ?? Number.NaN)
  if (Number.isFinite(exact)) return exact
  const text = headers?.get('retry-after') ?? '0'
  const seconds = Number(text)
  if (Number.isFinite(seconds)) return seconds * 1_000
  const date = Date.parse(text)
  return Number.isFinite(date) ? Math.max(0, date - Date.now()) : 0
}
