import { BrownoutError } from '../../engine/base/errors.ts'

/** What fake timers leave on the functions that they put in place. */
interface Marks {
  readonly clock?: unknown
  readonly _isMockFunction?: boolean
}

function isMarked(replacement: object): boolean {
  const { clock, _isMockFunction: isMock }: Marks = replacement
  return clock !== undefined || isMock === true
}

/**
 * The fake timers of someone else that are installed, as text: those of vitest, jest and sinon, and of `node:test`.
 * `undefined` if there are none.
 */
export function foreignFakeTimers(): string | undefined {
  const { setTimeout, Date } = globalThis
  if (isMarked(setTimeout)) return 'Fake timers (vi.useFakeTimers, jest.useFakeTimers, sinon)'
  // Node's setTimeout is not a bound function, and Date is not JavaScript.
  if (setTimeout.name.startsWith('bound ')) return 'Fake timers (mock.timers of node:test)'
  if (isMarked(Date) || !Function.prototype.toString.call(Date).includes('[native code]')) return 'Fake dates (vi.setSystemTime)'
  return undefined
}

/**
 * Two clocks cannot share the timers of a process: whichever begins last wins, and whichever ends last puts the other one back permanently.
 * @throws BrownoutError if someone else's fake timers are installed
 */
export function refuseFakeTimers(): void {
  const fake = foreignFakeTimers()
  if (fake === undefined) return
  throw new BrownoutError(
    `Cannot begin virtual time: ${fake[0]!.toLowerCase()}${fake.slice(1)} are installed already, and a process has one time. Remove them from this test (virtual time fakes the same timers, and advances by itself), or turn virtual time off with { time: "real" }.`,
  )
}
