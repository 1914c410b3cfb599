import { outageUnderTraffic, runsOfOutage, abortedThenLater, togetherThenLater, warmThenDay } from '../baseline/scripts.ts'
import type { Trial } from '../trial/trial.ts'
import { byOutage } from './pairs.ts'
import { withRuns, type FiringFault } from './single-faults.ts'

/** When a task is aborted that tries again and again, in ms. */
const duringRetries = 3_500
/** How many faults are tried as an outage under traffic. */
const most = 4

/**
 * Outages of several runs, after which the app is used every minute; one bad run of an app that has been running well; and a failure
 * that two copies at once meet, or a user who aborts between two tries.
 */
export function outageTrials(firing: readonly FiringFault[]): Trial[] {
  // A delay is an outage to an app that gives up or asks somebody else.
  const delays = firing.filter(
    ({ choice, journal }) => choice.fault.shows === 'delay' && journal.calls.some(({ ending }) => ending === 'aborted'),
  )
  const bySymptom = Map.groupBy([...byOutage(firing), ...delays], ({ choice }) => choice.fault.shows)
  const lasting = [...bySymptom.values()].map(([first]) => first!)
  const during = Array.from({ length: runsOfOutage }, (_, place) => place + 1)
  return lasting.slice(0, most).flatMap(({ injection }): Trial[] => [
    { injections: [withRuns(injection, during)], variation: 0, script: outageUnderTraffic },
    { injections: [withRuns(injection, [2])], variation: 0, script: warmThenDay },
    { injections: [withRuns(injection, [1])], variation: 0, script: togetherThenLater },
    { injections: [withRuns(injection, [1])], variation: 0, script: abortedThenLater(duringRetries) },
  ])
}
