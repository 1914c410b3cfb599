import type { VirtualClock } from '../virtual-clock.ts'
import { patchAbortSignal } from './abort-signal.ts'
import { patchDates } from './dates.ts'
import { patchFetch } from './fetch.ts'
import { builtin, type Patches } from './patching.ts'
import { patchRandom } from './random.ts'
import { watchRequests } from './requests.ts'
import { patchSockets } from './sockets.ts'
import { patchTimers } from './timers.ts'

/**
 * Puts everything of the process that knows the time on the clock, and seeds `Math.random`.
 * @returns what begins the random numbers again
 */
export function patchProcess(patches: Patches, clock: VirtualClock, seed: () => string): { restart(): void } {
  patchTimers(patches, clock)
  patchDates(patches, clock)
  patchAbortSignal(patches, clock)
  patchSockets(patches, clock)
  watchRequests(patches, clock)
  patchFetch(patches, clock)
  return patchRandom(patches, seed)
}

/** Lets named imports of Node's timers see what was replaced. */
export function syncBuiltins(): void {
  builtin<{ syncBuiltinESMExports(): void }>('node:module')?.syncBuiltinESMExports()
}
