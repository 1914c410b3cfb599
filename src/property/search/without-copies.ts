import type { Feedback, Trials } from './trials.ts'

const nothing: Feedback = { calls: [], effects: 0, runs: [] }

/** The same trials without those that run copies of the task at the same time. */
export function* withoutCopies(trials: Trials): Trials {
  let next = trials.next(nothing)
  while (next.done !== true) {
    const { script = [] } = next.value
    next = trials.next(script.some(({ copies }) => copies > 1) ? nothing : yield next.value)
  }
}
