import { day } from '../baseline/scripts.ts'
import type { Trial } from '../trial/trial.ts'
import type { FaultChoice } from './fault-choices.ts'
import { usualParameters } from './parameters/first-tries.ts'
import type { Feedback } from './trials.ts'

/** Symptoms that a retry usually fixes, and how many faults of each are tried. */
const symptoms = { '5xx': 2, 'network-error': 1, 'rate-limit': 1 } as const
/** How many calls are failed one by one. */
const mostCalls = 6

/** One failure of one call that a retry avoids: each kind, on each call of the task. */
export function transientTrials(choices: readonly FaultChoice[], baseline: Feedback): Trial[] {
  const kinds = Object.entries(symptoms).flatMap(([symptom, most]) =>
    choices
      .filter(
        ({ fault, injection }) =>
          fault.shows === symptom && fault.persistence === 'transient' && fault.needs.length === 0 && injection === undefined,
      )
      .slice(0, most),
  )
  const calls = Array.from({ length: Math.min(mostCalls, Math.max(1, baseline.calls.length)) }, (_, index) => index + 1)
  return calls.flatMap((nth) =>
    kinds.map(({ fault }) => ({
      injections: [{ fault: fault.name, parameters: usualParameters(fault), trigger: { inRun: [1], nth } }],
      variation: 0,
      script: day,
    })),
  )
}
