/** A signal that ends a call after `limit` ms, or when the user stops the task. */
export function within(limit: number, signal: AbortSignal | undefined): AbortSignal {
  const deadline = AbortSignal.timeout(limit)
  return signal === undefined ? deadline : AbortSignal.any([signal, deadline])
}
