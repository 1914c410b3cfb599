import type { InjectionData } from '../../engine/plan/injection.ts'
import { refusalIn, stocksIn } from '../baseline/limits.ts'
import { steadyUse } from '../baseline/scripts.ts'
import type { Trial } from '../trial/trial.ts'
import type { FaultChoice } from './fault-choices.ts'
import { usualParameters } from './parameters/first-tries.ts'
import { withRuns } from './single-faults.ts'
import type { Feedback } from './trials.ts'

/** How many runs fail for an app without a limit in reach. */
const fewRuns = 2
/** How many faults of each kind are tried. */
const most = { 'wrong-metadata': 2, '5xx': 1, 'rate-limit': 1 } as const

/**
 * Uses an app again and again. If this reveals a limit or a budget: the same without the usage that the app might
 * count, and with an outage for as many runs as it allows.
 * @returns the number of trials, and the app's behavior without a fault
 */
export function* steadyTrials(
  choices: readonly FaultChoice[],
): Generator<Trial, { readonly spent: number; readonly seen: Feedback }, Feedback> {
  const seen = yield trial([])
  const { runs } = seen
  const refusal = refusalIn(runs)
  if (refusal === undefined && stocksIn(runs).length === 0) return { spent: 1, seen }
  const failing = Array.from({ length: refusal?.place ?? fewRuns }, (_, place) => place + 1)
  const trials = [
    ...(refusal === undefined ? [] : injectionsOf(choices, 'wrong-metadata').map((injection) => trial([injection]))),
    ...(['5xx', 'rate-limit'] as const).flatMap((shows) =>
      injectionsOf(choices, shows).map((injection) => trial([withRuns(injection, failing)])),
    ),
  ]
  yield* trials
  return { spent: 1 + trials.length, seen }
}

function injectionsOf(choices: readonly FaultChoice[], shows: keyof typeof most): InjectionData[] {
  return choices
    .filter(({ fault, injection }) => fault.shows === shows && fault.needs.length === 0 && injection === undefined)
    .filter(({ fault }) => shows !== 'wrong-metadata' || fault.family === 'Usage and cost')
    .slice(0, most[shows])
    .map(({ fault }) => ({ fault: fault.name, parameters: usualParameters(fault), trigger: {} }))
}

function trial(injections: readonly InjectionData[]): Trial {
  return { injections, variation: 0, script: steadyUse }
}
