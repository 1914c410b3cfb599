import type { VirtualClock } from '../virtual-clock.ts'
import type { Patches } from './patching.ts'

/** Counts the start and the end of a fetch as activity: in between, its steps are not visible. */
export function patchFetch(patches: Patches, clock: VirtualClock): void {
  const realFetch = globalThis.fetch
  if (realFetch === undefined) return
  patches.put(globalThis, 'fetch', (...args: Parameters<typeof fetch>) => {
    clock.touch()
    return realFetch(...args).finally(() => clock.touch())
  })
}
