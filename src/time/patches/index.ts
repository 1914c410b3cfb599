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
 * Puts every source of time in the process on the clock and seeds `Math.random`.
 * @returns the control that restarts the random numbers
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

/** Updates named imports of Node's timers to the replaced functions. */
export function syncBuiltins(): void {
  builtin<{ syncBuiltinESMExports(): void }>('node:module')?.syncBuiltinESMExports()
}
