const encoder = new TextEncoder()
const poolSize = 262_144
/** Longer texts get a buffer of their own: they would waste too much of a shared one. */
const longest = poolSize / 4

let pool = new Uint8Array(poolSize)
let used = 0

/**
 * Encodes a text as UTF-8. Short texts share a buffer, each in a range that is never written again: a buffer per event costs more than the
 * event.
 */
export function encodeText(text: string): Uint8Array<ArrayBuffer> {
  // A UTF-16 unit takes at most three bytes.
  const most = text.length * 3
  if (most > longest) return encoder.encode(text)
  if (used + most > poolSize) {
    pool = new Uint8Array(poolSize)
    used = 0
  }
  const { written } = encoder.encodeInto(text, pool.subarray(used))
  const bytes = pool.subarray(used, used + written)
  used += written
  return bytes
}
