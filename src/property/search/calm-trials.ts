import type { InjectionData } from '../../engine/plan/injection.ts'
import { abortedThenLater, day, oneAborted, together, togetherThenLater, twice } from '../baseline/scripts.ts'
import type { Trial } from '../trial/trial.ts'
import type { FaultChoice } from './fault-choices.ts'
import { delayAmong } from './delays.ts'
import { usualParameters } from './parameters/first-tries.ts'
import { withRuns } from './single-faults.ts'
import type { Feedback } from './trials.ts'
import { middleOfWait } from './waits.ts'

/** A delay that no client can notice, in ms. */
const short = 700
/** A delay that most apps tolerate, in ms. */
const waited = 12_000
/** A delay that keeps calls open until a task is aborted, in ms. */
const long = 3_000
/** When a task is aborted, in ms. */
const abortAfter = 1_000
/** A delay that keeps one of several calls open until a late abort of the task, in ms. */
const veryLong = 20_000
/** When a task with several calls is aborted, in ms. */
const abortLate = 5_000
/** How many calls are delayed one by one. */
const mostCalls = 6
/** How many other orders of simultaneous responses are tried. */
const orders = 3

/** Trials without a failure: changes that no client can see, two concurrent copies, a user who aborts. */
export function calmTrials(choices: readonly FaultChoice[], baseline: Feedback, canReorder: boolean): Trial[] {
  const invisible = choices.filter(({ fault, injection }) => fault.shows === 'nothing' && injection === undefined)
  const delay = delayAmong(choices)
  const late = delay?.(short)
  const slow = delay?.(long)
  const calls = Math.min(baseline.calls.length, mostCalls)
  const pause = middleOfWait(baseline.calls)
  const order = canReorder ? Array.from({ length: orders }, (_, index) => index + 1) : []
  return [
    ...invisible.map(({ fault }) => trial([{ fault: fault.name, parameters: usualParameters(fault), trigger: {} }], twice)),
    ...(late === undefined ? [] : [trial([late], twice)]),
    ...(late === undefined || calls < 2 ? [] : Array.from({ length: calls }, (_, index) => trial([nth(delay!(waited), index + 1)], day))),
    ...(baseline.calls.length < 2 ? [] : order.map((number) => ({ ...trial([], twice), order: number }))),
    trial([], together),
    ...(late === undefined
      ? []
      : [trial([late], together), trial([{ ...late, trigger: { nth: 1 } }], together), trial([nth(delay!(waited), 1)], togetherThenLater)]),
    ...order.slice(0, 2).map((number) => ({ ...trial([], together), order: number })),
    ...(slow === undefined ? [] : [trial([slow], oneAborted(abortAfter)), trial([withRuns(slow, [1])], abortedThenLater(abortAfter))]),
    ...(pause === undefined ? [] : [trial([], abortedThenLater(pause))]),
    ...(slow === undefined
      ? []
      : Array.from({ length: calls }, (_, index) => trial([nth(delay!(veryLong), index + 1)], abortedThenLater(abortLate)))),
  ]
}

function trial(injections: readonly InjectionData[], script: Trial['script'] & object): Trial {
  return { injections, variation: 0, script }
}

function nth(injection: InjectionData, ordinal: number): InjectionData {
  return { ...injection, trigger: { inRun: [1], nth: ordinal } }
}
