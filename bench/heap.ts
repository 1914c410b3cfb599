/** Bytes that are really held: what garbage collection leaves. */
export function heapHeldNow(): number {
  if (globalThis.gc === undefined) throw new Error('Cannot measure what the heap holds: run node with --expose-gc.')
  globalThis.gc()
  globalThis.gc()
  return process.memoryUsage().heapUsed
}

/** The same once the event loop has turned, since its queues hold things, too. */
export async function heapHeld(): Promise<number> {
  for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => void setImmediate(resolve))
  return heapHeldNow()
}
