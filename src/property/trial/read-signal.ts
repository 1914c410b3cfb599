/**
 * Detects whether a signal is read or listened to. Signals derived with `AbortSignal.any` are not detected, but end
 * the calls that they are passed to.
 * @returns whether that has happened so far
 */
export function noticeReads(signal: AbortSignal): () => boolean {
  let isRead = false
  const note = (): void => {
    isRead = true
  }
  const { throwIfAborted, addEventListener } = signal
  Object.defineProperties(signal, {
    aborted: {
      configurable: true,
      get(): unknown {
        note()
        return Reflect.get(AbortSignal.prototype, 'aborted', signal)
      },
    },
    throwIfAborted: {
      configurable: true,
      value(): void {
        note()
        throwIfAborted.call(signal)
      },
    },
    addEventListener: {
      configurable: true,
      value(...given: Parameters<AbortSignal['addEventListener']>): void {
        note()
        addEventListener.apply(signal, given)
      },
    },
  })
  return () => isRead
}
