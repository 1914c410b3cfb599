/** Bytes that are really held: what garbage collection leaves. Turns of the loop go before, since queues hold things, too. */
export async function heapHeld(): Promise<number> {
  for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => void setImmediate(resolve))
  if (globalThis.gc === undefined) throw new Error('Cannot measure what the heap holds: run node with --expose-gc.')
  globalThis.gc()
  globalThis.gc()
  return process.memoryUsage().heapUsed
}
