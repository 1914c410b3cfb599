import { promptHash } from '../../engine/kit/prompt-hash.ts'
import type { InjectionData } from '../../engine/plan/injection.ts'
import { inARow, manyAbortedThenLater } from '../baseline/scripts.ts'
import type { Trial } from '../trial/trial.ts'
import { delayAmong } from './delays.ts'
import type { FaultChoice } from './fault-choices.ts'
import type { FiringFault } from './single-faults.ts'
import type { Feedback } from './trials.ts'

/** How many runs follow a failed one. */
const following = 2
/** The symptoms with which rare work is failed, and how many faults of each. */
const failures = ['5xx', 'incomplete', 'empty'] as const
/** How long answers take while a user aborts several tasks in a row, and when each is aborted, in ms. */
const [late, abortAfter] = [3_000, 1_000]

/**
 * Trials that need many runs: failures of rare work, such as shortening a history, and the state that
 * many aborted tasks leave behind.
 * @param seen the behavior without a fault, run by run
 */
export function longRunTrials(choices: readonly FaultChoice[], firing: readonly FiringFault[], seen: Feedback): Trial[] {
  return [...ofRareWork(firing, seen), ...ofManyAborts(choices)]
}

/** The first call of a new kind, in a run with more calls than the previous ones. It fails on every attempt. */
function ofRareWork(firing: readonly FiringFault[], seen: Feedback): Trial[] {
  const all = seen.runs.map(({ calls }) => calls)
  const place = all.findIndex((calls, index) => index > 0 && all.slice(0, index).every(({ length }) => calls.length > length))
  const [rare] = all[place] ?? []
  if (rare === undefined) return []
  const trigger = { inRun: [place + 1], forPrompt: { hash: promptHash(rare.call) } }
  return failures.flatMap((symptom) =>
    firing
      .filter(({ choice }) => choice.fault.shows === symptom && choice.injection === undefined)
      .slice(0, 1)
      .map(({ injection }) => ({ injections: [{ ...injection, trigger }], variation: 0, script: inARow(place + 1 + following) })),
  )
}

function ofManyAborts(choices: readonly FaultChoice[]): Trial[] {
  const delay: InjectionData | undefined = delayAmong(choices)?.(late)
  if (delay === undefined) return []
  const script = manyAbortedThenLater(abortAfter)
  const aborted = script.flatMap((run, place) => (run.abortAfter === undefined ? [] : [place + 1]))
  return [{ injections: [{ ...delay, trigger: { inRun: aborted } }], variation: 0, script }]
}
