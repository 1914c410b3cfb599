import type { VirtualClock } from '../virtual-clock.ts'
import type { Patches } from './patching.ts'

const jobs = [
  'digest',
  'sign',
  'verify',
  'encrypt',
  'decrypt',
  'deriveBits',
  'deriveKey',
  'importKey',
  'exportKey',
  'generateKey',
  'wrapKey',
  'unwrapKey',
] as const

/** Holds the clock while a WebCrypto job is on the thread pool, where nothing else shows that work is under way. */
export function patchWebCrypto(patches: Patches, clock: VirtualClock): void {
  const subtle = globalThis.crypto?.subtle as unknown as Record<string, ((...args: unknown[]) => Promise<unknown>) | undefined> | undefined
  if (subtle === undefined) return
  for (const job of jobs) {
    const real = subtle[job]
    if (real === undefined) continue
    patches.put(subtle, job, (...args: unknown[]) => {
      const release = clock.hold()
      return real.apply(subtle, args).finally(release)
    })
  }
}
