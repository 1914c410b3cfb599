import {
  abortedThenLater,
  longOutageThenDay,
  outageUnderTraffic,
  runsOfLongOutage,
  runsOfOutage,
  togetherThenLater,
  warmThenDay,
} from '../baseline/scripts.ts'
import { promptHash } from '../../engine/kit/prompt-hash.ts'
import type { Trial } from '../trial/trial.ts'
import { byOutage } from './pairs.ts'
import { withRuns, type FiringFault } from './single-faults.ts'
import type { Feedback } from './trials.ts'
import { middleOfWait } from './waits.ts'

/** When a task without a known wait between two attempts is aborted, in ms. */
const duringRetries = 3_500
/** How many faults are tried as an outage under traffic. */
const most = 4

/**
 * Outages of several runs, after which the app is used every minute; one failed run after good ones; and a failure
 * during two concurrent copies, or during an abort between two attempts.
 */
export function outageTrials(firing: readonly FiringFault[], baseline: Feedback): Trial[] {
  // A delay is an outage for an app that aborts or falls back.
  const delays = firing.filter(
    ({ choice, journal }) => choice.fault.shows === 'delay' && journal.calls.some(({ ending }) => ending === 'aborted'),
  )
  const bySymptom = Map.groupBy([...byOutage(firing), ...delays], ({ choice }) => choice.fault.shows)
  const lasting = [...bySymptom.values()].map(([first]) => first!)
  const during = Array.from({ length: runsOfOutage }, (_, place) => place + 1)
  const outages = lasting.slice(0, most).flatMap(({ injection, journal }): Trial[] => [
    { injections: [withRuns(injection, during)], variation: 0, script: outageUnderTraffic },
    { injections: [withRuns(injection, [2])], variation: 0, script: warmThenDay },
    { injections: [withRuns(injection, [1])], variation: 0, script: togetherThenLater },
    { injections: [withRuns(injection, [1])], variation: 0, script: abortedThenLater(middleOfWait(journal.calls) ?? duringRetries) },
  ])
  return [...outages, ...oneOfTwo(lasting, baseline)]
}

/** An outage of many runs. None if no fired fault can be one. */
export function longOutage(firing: readonly FiringFault[]): Trial | undefined {
  const [outage] = byOutage(firing)
  const during = Array.from({ length: runsOfLongOutage }, (_, place) => place + 1)
  return outage && { injections: [withRuns(outage.injection, during)], variation: 0, script: longOutageThenDay }
}

/** Two concurrent copies. The first request of the first copy fails on every attempt. */
function oneOfTwo([outage]: readonly FiringFault[], { calls: [first] }: Feedback): Trial[] {
  if (outage === undefined || first === undefined || outage.choice.injection !== undefined) return []
  const trigger = { inRun: [1], forPrompt: { hash: promptHash(first.call) } }
  return [{ injections: [{ ...outage.injection, trigger }], variation: 0, script: togetherThenLater }]
}
