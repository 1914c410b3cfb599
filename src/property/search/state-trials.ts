import type { JournalCall } from '../../engine/model/journal.ts'
import { runsOfLongOutage } from '../baseline/scripts.ts'
import type { Trial } from '../trial/trial.ts'
import type { FaultChoice } from './fault-choices.ts'
import { longRunTrials, manyRuns } from './long-run-trials.ts'
import { longOutage, outageTrials } from './outage-trials.ts'
import type { FiringFault } from './single-faults.ts'
import type { Feedback } from './trials.ts'

/** What was tried to see what an app keeps from one run to the next. */
export interface TriedState {
  readonly trials: readonly Trial[]
  /** How many trials it took, also those that other machines make. */
  readonly spent: number
  /** Whether the app keeps something of an outage: its calls change from one run to the next. */
  readonly isStateful: boolean
}

export const nothingTried: TriedState = { trials: [], spent: 0, isStateful: false }

/**
 * Tries what shows the state of an app: a long outage and many runs in a row, from which every machine learns, then shorter outages,
 * and what is rare or left behind.
 * @param isMine whether the next trial is one of this machine
 * @param most how many trials there are at most
 */
export function* tryState(
  choices: readonly FaultChoice[],
  firing: readonly FiringFault[],
  baseline: Feedback,
  isMine: () => boolean,
  most: number,
): Generator<Trial, TriedState, Feedback> {
  const long = longOutage(firing)
  const learning = (long === undefined ? 0 : 1) + 1
  if (most < learning) return nothingTried
  const outage = long === undefined ? undefined : yield long
  const trials = [...outageTrials(firing, baseline), ...longRunTrials(choices, firing, yield manyRuns)].slice(0, most - learning)
  for (const trial of trials) if (isMine()) yield trial
  return { trials, spent: learning + trials.length, isStateful: outage !== undefined && changes(outage) }
}

function changes({ runs }: Feedback): boolean {
  return new Set(runs.slice(0, runsOfLongOutage).map(({ calls }) => targetsIn(calls))).size > 1
}

function targetsIn(calls: readonly JournalCall[]): string {
  return calls.map(({ provider, model }) => `${provider}/${model}`).join(' ')
}
