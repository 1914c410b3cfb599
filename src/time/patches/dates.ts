import type { VirtualClock } from '../virtual-clock.ts'
import { builtin, originalOf, standsFor, type Patches } from './patching.ts'

/** The uptime of the process when the clock starts, in ms. It is never 0 in reality, and lru-cache treats 0 as "not set". */
const uptime = 1_000

/** Puts `Date`, `performance.now` and `process.hrtime` on the clock. */
export function patchDates(patches: Patches, clock: VirtualClock): void {
  patchDate(patches, clock)
  patches.putKept(globalThis.performance, 'now', () => clock.now() + uptime)
  patches.put(globalThis.performance, 'timeOrigin', clock.epoch - uptime)
  const process = builtin<NodeJS.Process>('node:process')
  if (process !== undefined) patches.put(process, 'hrtime', hrtimeOf(patches, clock, process.hrtime))
}

function patchDate(patches: Patches, clock: VirtualClock): void {
  const RealDate = originalOf(globalThis.Date)
  // Code that keeps it after the session gets the date of the session.
  const now = (): number => {
    if (!patches.areRestored) return clock.epoch + clock.now()
    return (globalThis.Date === VirtualDate ? RealDate : globalThis.Date).now()
  }
  const VirtualDate: DateConstructor = new Proxy(RealDate, {
    apply: () => new RealDate(now()).toString(),
    construct: (target, args: unknown[], newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget) as Date,
    get: (target, key, receiver) => (key === 'now' ? now : (Reflect.get(target, key, receiver) as unknown)),
  })
  standsFor(VirtualDate, RealDate)
  patches.put(globalThis, 'Date', VirtualDate)
  patches.put(RealDate.prototype, 'constructor', VirtualDate)
}

function hrtimeOf(patches: Patches, clock: VirtualClock, real: NodeJS.HRTime): NodeJS.HRTime {
  const nanoseconds = (): bigint => (patches.areRestored ? real.bigint() : BigInt(Math.round((clock.now() + uptime) * 1e6)))
  const hrtime = (since?: [number, number]): [number, number] => {
    const elapsed = nanoseconds() - (since === undefined ? 0n : BigInt(since[0]) * 1_000_000_000n + BigInt(since[1]))
    return [Number(elapsed / 1_000_000_000n), Number(elapsed % 1_000_000_000n)]
  }
  return Object.assign(hrtime, { bigint: nanoseconds })
}
