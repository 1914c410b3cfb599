/**
 * Notices whether anybody reads a signal or listens to it. What is derived from it with `AbortSignal.any` is not noticed, but ends
 * the calls that it is passed to.
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
