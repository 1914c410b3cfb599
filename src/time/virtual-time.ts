import { checkOptions, checkValue, functionLike } from '../engine/base/options.ts'
import { virtualTimeOptionTable, type VirtualTime, type VirtualTimeOptions } from './options.ts'
import { activeSession, VirtualSession } from './session.ts'

/**
 * Runs a function under a virtual clock. Timers, dates, timeouts of SDKs and sockets, `AbortSignal.timeout` and fault delays all run on
 * it, and it jumps from one to the next as soon as nothing else is left to do. Within another `virtualTime` it joins that one.
 * @throws BrownoutError if it gets no function, an option is unknown or wrong, an unrelated one is active, or fake timers are installed;
 * StuckError if the function can never settle
 * @example
 * await virtualTime(async (clock) => {
 *   await new Promise((resolve) => setTimeout(resolve, 600_000))
 *   clock.now() // => 600000
 * })
 */
export async function virtualTime<Value>(
  run: (clock: VirtualTime) => Value | Promise<Value>,
  options: VirtualTimeOptions = {},
): Promise<Value> {
  checkValue('virtualTime()', run, functionLike("() => ask('Where is my parcel?')"))
  checkOptions<VirtualTimeOptions>('virtualTime()', options, virtualTimeOptionTable)
  const active = activeSession()
  if (active?.isMine === true) return active.race(Promise.resolve().then(() => run(active)))
  const session = new VirtualSession(options)
  try {
    return await session.inside(() => session.race(Promise.resolve().then(() => run(session))))
  } finally {
    session.stop()
  }
}
