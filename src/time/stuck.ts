import { formatDuration } from '../engine/base/duration.ts'
import { BrownoutError } from '../engine/base/errors.ts'
import type { CallsSoFar } from '../engine/model/clock.ts'
import { foreignFakeTimers } from './patches/fake-timers.ts'

/** Nothing is left that could wake the program: no timer, no work, only something that never settles. */
export class StuckError extends BrownoutError {
  override readonly name = 'StuckError'
  /** When it got stuck, in milliseconds on the clock. */
  readonly at: number
  /** Whether a timer was left, after the maximum virtual time. */
  readonly isAtLimit: boolean

  constructor(at: number, reason: string, { isAtLimit = false }: { readonly isAtLimit?: boolean } = {}) {
    super(`Stuck at ${formatDuration(at)} of virtual time: ${reason}`)
    this.at = at
    this.isAtLimit = isAtLimit
  }
}

/**
 * Explains why a program without timers is stuck, based on its calls and its real work.
 * @param overtaken real work that the clock no longer waits for
 */
export function reasonToBeStuck(calls: CallsSoFar, overtaken: readonly string[]): string {
  const forgotten = overtaken.length === 0 ? '' : ` The clock no longer waits for ${overtaken.join(', ')}.`
  return `nothing is left that could wake the program. ${whatItWaitsFor(calls)}${forgotten}${fakeTimers()}${blindSpot()}`
}

function whatItWaitsFor({ ended, open }: CallsSoFar): string {
  if (open.length > 0)
    return `Still open: ${open.join('; ')}. No timer is set that would end the wait: give the call a timeout or an AbortSignal.`
  const calls = ended === 0 ? 'No emulated provider was called' : ended === 1 ? 'The only call has ended' : `All ${ended} calls have ended`
  return `${calls}, and no timer is set: it waits for something that never happens, such as a lock, a queue or an event. If the clock cannot see that work, wrap it in clock.real().`
}

function fakeTimers(): string {
  const fake = foreignFakeTimers()
  return fake === undefined
    ? ''
    : ` ${fake} are installed, and keep the program's timers off the clock: remove them, since timers advance by themselves here.`
}

/**
 * Names the part of this runtime that a virtual clock cannot see: Bun resolves the names of an import once, and replacing them later has no
 * effect.
 */
function blindSpot(): string {
  if (!('Bun' in globalThis)) return ''
  return ' Or it waits for a timer imported by its name from node:timers or node:timers/promises, which Bun keeps off the clock: use the global one, or { time: "real" }.'
}
