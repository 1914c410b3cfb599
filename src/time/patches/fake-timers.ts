import { BrownoutError } from '../../engine/base/errors.ts'

/** Marks that fake timers leave on the functions that they install. */
interface Marks {
  readonly clock?: unknown
  readonly _isMockFunction?: boolean
}

function isMarked(replacement: object): boolean {
  const { clock, _isMockFunction: isMock }: Marks = replacement
  return clock !== undefined || isMock === true
}

/**
 * Names foreign fake timers that are installed: those of vitest, jest and sinon, and of `node:test`.
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
 * Throws if fake timers are installed. Two clocks cannot share a process's timers: the last to start wins, and the last to end restores the
 * other one permanently.
 * @throws BrownoutError if foreign fake timers are installed
 */
export function refuseFakeTimers(): void {
  const fake = foreignFakeTimers()
  if (fake === undefined) return
  throw new BrownoutError(
    `Cannot begin virtual time: ${fake[0]!.toLowerCase()}${fake.slice(1)} are installed already, and a process has one time. Remove them from this test (virtual time fakes the same timers, and advances automatically), or turn virtual time off with { time: "real" }.`,
  )
}
