import type { VirtualClock } from '../virtual-clock.ts'
import type { Patches } from './patching.ts'

/** Puts `AbortSignal.timeout` on the clock: the runtime's own is driven by timers that nothing can replace. */
export function patchAbortSignal(patches: Patches, clock: VirtualClock): void {
  patches.put(AbortSignal, 'timeout', (ms: number): AbortSignal => {
    const controller = new AbortController()
    clock
      .setTimer(() => controller.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError')), ms, [], false)
      .unref()
    return controller.signal
  })
}
