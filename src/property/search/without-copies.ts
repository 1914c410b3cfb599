import type { Feedback, Trials } from './trials.ts'

const nothing: Feedback = { calls: [], effects: 0, runs: [] }

/** The same trials without those that run concurrent copies of the task. */
export function* withoutCopies(trials: Trials): Trials {
  let next = trials.next(nothing)
  while (next.done !== true) {
    const { script = [] } = next.value
    next = trials.next(script.some(({ copies }) => copies > 1) ? nothing : yield next.value)
  }
}
