import type { JournalCall } from '../../engine/model/journal.ts'
import { runsOfLongOutage } from '../baseline/scripts.ts'
import type { Trial } from '../trial/trial.ts'
import type { FaultChoice } from './fault-choices.ts'
import { longRunTrials } from './long-run-trials.ts'
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

/** What is known of an app. */
export interface KnownApp {
  readonly choices: readonly FaultChoice[]
  readonly firing: readonly FiringFault[]
  readonly baseline: Feedback
  /** What it did without a fault, run by run. */
  readonly steady: Feedback
}

/**
 * Tries what shows the state of an app: a long outage, from which every machine learns, then shorter outages, and what is rare or left
 * behind.
 * @param isMine whether the next trial is one of this machine
 * @param most how many trials there are at most
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
