import type { JournalCall } from '../../engine/model/journal.ts'
import { runsOfLongOutage } from '../baseline/scripts.ts'
import type { Trial } from '../trial/trial.ts'
import type { FaultChoice } from './fault-choices.ts'
import { longRunTrials } from './long-run-trials.ts'
import { longOutage, outageTrials } from './outage-trials.ts'
import type { FiringFault } from './single-faults.ts'
import type { Feedback } from './trials.ts'

/** The result of trials for state that an app keeps between runs. */
export interface TriedState {
  readonly trials: readonly Trial[]
  /** The number of trials, including those of other machines. */
  readonly spent: number
  /** Whether an outage changes the app's state: its calls differ from run to run. */
  readonly isStateful: boolean
}

export const nothingTried: TriedState = { trials: [], spent: 0, isStateful: false }

/** Observations of an app. */
export interface KnownApp {
  readonly choices: readonly FaultChoice[]
  readonly firing: readonly FiringFault[]
  readonly baseline: Feedback
  /** Its behavior without a fault, run by run. */
  readonly steady: Feedback
}

/**
 * Tries plans that reveal an app's state: a long outage, which every machine runs, then shorter outages, and rare work or state left
 * behind.
 * @param isMine whether the next trial belongs to this machine
 * @param most the most trials
 */
export function* tryState(
  { choices, firing, baseline, steady }: KnownApp,
  isMine: () => boolean,
  most: number,
): Generator<Trial, TriedState, Feedback> {
  const long = most > 0 ? longOutage(firing) : undefined
  const outage = long && (yield long)
  const spent = long === undefined ? 0 : 1
  const trials = [...outageTrials(firing, baseline), ...longRunTrials(choices, firing, steady)].slice(0, Math.max(0, most - spent))
  for (const trial of trials) if (isMine()) yield trial
  return { trials, spent: spent + trials.length, isStateful: outage !== undefined && changes(outage) }
}

function changes({ runs }: Feedback): boolean {
  return new Set(runs.slice(0, runsOfLongOutage).map(({ calls }) => targetsIn(calls))).size > 1
}

function targetsIn(calls: readonly JournalCall[]): string {
  return calls.map(({ provider, model }) => `${provider}/${model}`).join(' ')
}
