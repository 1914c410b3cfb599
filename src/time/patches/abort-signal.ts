import type { VirtualClock } from '../virtual-clock.ts'
import type { Patches } from './patching.ts'

const longestDelay = 2 ** 32 - 1

/** Worded as in Node (lib/internal/validators.js, validateUint32). */
function checkDelay(delay: unknown): asserts delay is number {
  if (typeof delay !== 'number') {
    const message = `The "delay" argument must be of type number. Received ${delay === null ? 'null' : `type ${typeof delay}`}`
    throw Object.assign(new TypeError(message), { code: 'ERR_INVALID_ARG_TYPE' })
  }
  if (Number.isInteger(delay) && delay >= 0 && delay <= longestDelay) return
  const expected = Number.isInteger(delay) ? `>= 0 && <= ${longestDelay}` : 'an integer'
  const message = `The value of "delay" is out of range. It must be ${expected}. Received ${delay}`
  throw Object.assign(new RangeError(message), { code: 'ERR_OUT_OF_RANGE' })
}

/** Puts `AbortSignal.timeout` on the clock: the runtime's own uses timers that cannot be replaced. */
export function patchAbortSignal(patches: Patches, clock: VirtualClock): void {
  patches.putKept(AbortSignal, 'timeout', (ms: unknown): AbortSignal => {
    checkDelay(ms)
    const controller = new AbortController()
    clock
      .setTimer(() => controller.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError')), ms, [], false)
      .unref()
    return controller.signal
  })
}
