import { violationIn, type TrialResult } from '../trial/run-trial.ts'
import type { Trial } from '../trial/trial.ts'
import type { Property } from '../verdict/define-property.ts'
import type { Trials } from './trials.ts'

/** A trial that violates a property. */
export interface Finding {
  readonly trial: Trial
  readonly property: Property
  /** In which run it was found, from 1. */
  readonly foundIn: number
}

/** Runs trials until one violates a property. `undefined` if none of the first `runs` does. */
export async function firstViolation(
  trials: Trials,
  runs: number,
  run: (trial: Trial) => Promise<TrialResult>,
): Promise<Finding | undefined> {
  let next = trials.next()
  for (let foundIn = 1; foundIn <= runs && next.done !== true; foundIn++) {
    const result = await run(next.value)
    const violation = violationIn(result)
    if (violation !== undefined) return { trial: next.value, property: violation.property, foundIn }
    next = trials.next(result.journal)
  }
  return undefined
}
