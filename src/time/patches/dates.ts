import type { VirtualClock } from '../virtual-clock.ts'
import { builtin, type Patches } from './patching.ts'

/** Puts `Date`, `performance.now` and `process.hrtime` on the clock. */
export function patchDates(patches: Patches, clock: VirtualClock): void {
  const RealDate = globalThis.Date
  const now = (): number => clock.epoch + clock.now()
  const VirtualDate = new Proxy(RealDate, {
    apply: () => new RealDate(now()).toString(),
    construct: (target, args: unknown[], newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget) as Date,
    get: (target, key, receiver) => (key === 'now' ? now : (Reflect.get(target, key, receiver) as unknown)),
  })
  patches.put(globalThis, 'Date', VirtualDate)
  patches.put(globalThis.performance, 'now', () => clock.now())
  const process = builtin<NodeJS.Process>('node:process')
  if (process !== undefined) patches.put(process, 'hrtime', hrtimeOf(clock))
}

function hrtimeOf(clock: VirtualClock): NodeJS.HRTime {
  const nanoseconds = (): bigint => BigInt(Math.round(clock.now() * 1e6))
  const hrtime = (since?: [number, number]): [number, number] => {
    const elapsed = nanoseconds() - (since === undefined ? 0n : BigInt(since[0]) * 1_000_000_000n + BigInt(since[1]))
    return [Number(elapsed / 1_000_000_000n), Number(elapsed % 1_000_000_000n)]
  }
  return Object.assign(hrtime, { bigint: nanoseconds })
}
