import type { CrashPoint, Script } from '../../engine/plan/script.ts'

/** The pause between the end of the faults and the next run, in ms: longer than most backoffs and circuit breakers wait. */
export const quiet = 600_000
/** The longest time for an app to recover, in ms. A later state counts as permanent. */
export const longQuiet = 7_200_000

const run = (after: number): Script[number] => ({ after, copies: 1 })

/** The task, the task again after a while, and again immediately. */
export const day: Script = [run(0), run(quiet), run(0)]
/** How many runs an outage lasts: enough to open most circuit breakers. */
export const runsOfOutage = 4
const outage: Script = [run(0), ...Array.from({ length: runsOfOutage - 1 }, () => run(10_000))]
const minute = 60_000
/** The first run after an outage, which can fail as well. */
export const triedAgainAfter = runsOfOutage + 1
/** An outage of several runs, one more run a minute later, and two when everything has been over for a while. */
export const outageThenAgain: Script = [...outage, run(minute), run(quiet), run(0)]
/** An outage of several runs, then a run every minute, for longer than the usual quiet. */
export const outageUnderTraffic: Script = [...outage, ...Array.from({ length: 12 }, () => run(minute))]
/** How many runs a long outage lasts: the size of a small pool of slots, keys or credits. */
export const runsOfLongOutage = 10
/** Many runs, one per minute, and two when everything has been over for a while. */
export const longOutageThenDay: Script = [run(0), ...Array.from({ length: runsOfLongOutage - 1 }, () => run(minute)), run(quiet), run(0)]
/** Many consecutive tasks that the user aborts, one run immediately after them, and one after a while. */
export const manyAbortedThenLater = (after: number): Script => [
  ...Array.from({ length: runsOfLongOutage }, () => ({ ...run(0), abortAfter: after })),
  run(0),
  run(quiet),
]
/** That many consecutive runs. */
export const inARow = (runs: number): Script => Array.from({ length: runs }, () => run(0))
/** A run without faults, one under faults a while later, then two without. */
export const warmThenDay: Script = [run(0), run(longQuiet), run(quiet), run(0)]
/** The interval between runs in steady use, in ms. */
const often = 1_500
/** The task again and again, like a user who exhausts a budget. */
export const steadyUse: Script = [run(0), ...Array.from({ length: 15 }, () => run(often))]
/** Whether a script is steady use of full length. */
export function isSteadyUse(script: Script): boolean {
  return script.length > 1 && script.slice(1).every(({ after }) => after === often)
}
/** The task twice, in sequence. */
export const twice: Script = [run(0), run(0)]
/** Two concurrent copies of the task. */
export const together: Script = [{ after: 0, copies: 2 }]
/** Two concurrent copies, and one more run after a while. */
export const togetherThenLater: Script = [...together, run(quiet)]
/** Two copies, the first of which is aborted. */
export const oneAborted = (after: number): Script => [{ after: 0, copies: 2, abortAfter: after }]
/** The task is aborted, and runs again later. */
export const abortedThenLater = (after: number): Script => [{ after: 0, copies: 1, abortAfter: after }, run(quiet), run(0)]

/** The process crashes at a point and is restarted after a while. It crashes again if there are more points. */
export const crashedAt = (...points: readonly CrashPoint[]): Script => [
  ...points.map((crashAt, place) => ({ ...run(place === 0 ? 0 : quiet), crashAt })),
  run(quiet),
]

/** The same script without the crashing runs: the run after a crash completes the same task. */
export function withoutCrashes(script: Script): Script {
  return script.filter(({ crashAt }) => crashAt === undefined).map((step, place) => (place === 0 ? { ...step, after: 0 } : step))
}

/** The same script with the long quiet instead of the usual one, and traffic for the same time. */
export function withLongQuiet(script: Script): Script {
  if (script.some(({ after }) => after === quiet))
    return script.map((step) => (step.after === quiet ? { ...step, after: longQuiet } : step))
  return [...script, ...Array.from({ length: (longQuiet - quiet) / minute }, () => run(minute))]
}

/** The same script with each copy in its own run. */
export function sequenceOf(script: Script): Script {
  return script.flatMap(({ after, copies }) => Array.from({ length: copies }, (_, place) => run(place === 0 ? after : 0)))
}
