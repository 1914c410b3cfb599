import type { Script } from '../../engine/plan/script.ts'

/** How long faults have been over when the app is tried again, in ms: longer than most back-offs and circuit breakers wait. */
export const quiet = 600_000
/** How long at most an app can need to recover, in ms. What is still wrong then stays wrong. */
export const longQuiet = 7_200_000

const run = (after: number): Script[number] => ({ after, copies: 1 })

/** The task, the task again after a while, and at once again. */
export const day: Script = [run(0), run(quiet), run(0)]
/** Two days of faults, then two runs without. */
export const twoDays: Script = [run(0), run(quiet), run(quiet), run(0)]
/** The task twice in a row. */
export const twice: Script = [run(0), run(0)]
/** Two copies of the task at once. */
export const together: Script = [{ after: 0, copies: 2 }]
/** Two copies at once, and once more after a while. */
export const togetherThenLater: Script = [...together, run(quiet)]
/** What {@link togetherThenLater} is in sequence. */
export const inSequence: Script = [run(0), run(0), run(quiet)]
/** Two copies, of which the first is aborted. */
export const oneAborted = (after: number): Script => [{ after: 0, copies: 2, abortAfter: after }]
/** The task is aborted; later it runs again. */
export const abortedThenLater = (after: number): Script => [{ after: 0, copies: 1, abortAfter: after }, run(quiet), run(0)]

/** The same script with the long quiet in place of the usual. */
export function withLongQuiet(script: Script): Script {
  return script.map((step) => (step.after === quiet ? { ...step, after: longQuiet } : step))
}

/** The same script with each copy in a run of its own. */
export function sequenceOf(script: Script): Script {
  return script.flatMap(({ after, copies }) => Array.from({ length: copies }, (_, place) => run(place === 0 ? after : 0)))
}
