import { outageUnderTraffic, runsOfOutage, abortedThenLater, togetherThenLater, warmThenDay } from '../baseline/scripts.ts'
import type { Trial } from '../trial/trial.ts'
import { withRuns, type FiringFault } from './single-faults.ts'

/** When a task is aborted that tries again and again, in ms. */
const duringRetries = 3_500
/** How many faults are tried as an outage under traffic. */
const most = 5

/**
 * Outages of several runs, after which the app is used every minute; one bad run of an app that has been running well; and a failure
 * that two copies at once meet, or a user who aborts between two tries.
 */
export function outageTrials(firing: readonly FiringFault[]): Trial[] {
  const lasting = firing.filter(({ choice }) => ['5xx', 'rate-limit', 'network-error', 'silence', 'delay'].includes(choice.fault.shows))
  const during = Array.from({ length: runsOfOutage }, (_, place) => place + 1)
  return lasting.slice(0, most).flatMap(({ injection }): Trial[] => [
    { injections: [withRuns(injection, during)], variation: 0, script: outageUnderTraffic },
    { injections: [withRuns(injection, [2])], variation: 0, script: warmThenDay },
    { injections: [withRuns(injection, [1])], variation: 0, script: togetherThenLater },
    { injections: [withRuns(injection, [1])], variation: 0, script: abortedThenLater(duringRetries) },
  ])
}
