import type { VirtualClock } from '../virtual-clock.ts'
import type { Patches } from './patching.ts'

/** Counts the beginning and the end of a fetch as signs of life: between them, what happens is out of sight. */
export function patchFetch(patches: Patches, clock: VirtualClock): void {
  const realFetch = globalThis.fetch
  if (realFetch === undefined) return
  patches.put(globalThis, 'fetch', (...args: Parameters<typeof fetch>) => {
    clock.touch()
    return realFetch(...args).finally(() => clock.touch())
  })
}
