import { BrownoutError } from '../base/errors.ts'
import type { Trigger } from './trigger.ts'

/**
 * Rejects a trigger with counts that no call can match together.
 * @throws BrownoutError if `.first`, `.nth` and `.every` contradict each other
 */
export function refuseContradiction(fault: string, { first, nth, every }: Trigger): void {
  const refuse = (one: string, other: string, way: string): never => {
    throw new BrownoutError(
      `Cannot inject "${fault}" with ${one} and ${other}: no call matches both, so it would never fire. ${way}, or inject the fault twice to fire on either.`,
    )
  }
  if (first !== undefined && nth !== undefined && nth > first)
    refuse(`.nth(${nth})`, `.first(${first})`, `Expected a call among the first ${first}`)
  if (first !== undefined && every !== undefined && every > first)
    refuse(`.every(${every})`, `.first(${first})`, `Expected .first(${every}) or more`)
  if (nth !== undefined && every !== undefined && nth % every !== 0)
    refuse(`.nth(${nth})`, `.every(${every})`, `Expected a multiple of ${every} for .nth`)
}
