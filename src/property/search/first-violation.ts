import { violationIn, type TrialResult } from '../trial/run-trial.ts'
import type { Judged } from '../trial/judge.ts'
import type { Trial } from '../trial/trial.ts'
import type { Trials } from './trials.ts'

/** A trial that violates a property or a baseline check. */
export interface Finding {
  readonly trial: Trial
  readonly property: Judged
  /** In which run it was found, from 1. */
  readonly foundIn: number
}

/** Runs trials until one is violated. `undefined` if none of the first `runs` is. */
export async function firstViolation(
  trials: Trials,
  runs: number,
  run: (trial: Trial) => Promise<TrialResult>,
): Promise<Finding | undefined> {
  let next = trials.next({ calls: [] })
  for (let foundIn = 1; foundIn <= runs && next.done !== true; foundIn++) {
    const result = await run(next.value)
    const violation = violationIn(result)
    if (violation !== undefined) return { trial: next.value, property: violation.property, foundIn }
    next = trials.next({ calls: result.rehearsal.runs[0]?.calls ?? [] })
  }
  return undefined
}
