import { defineProperty, violated, held, inconclusive, textsIn, textsWithin, type Property, type TaskOutcome } from '../../kit.ts'

/** The texts in the value of a task. */
function resultOf({ settlement }: TaskOutcome): readonly string[] {
  if (settlement.type !== 'value') return []
  return textsWithin(settlement.value).filter((text) => text.trim() !== '')
}

/**
 * Work that was finished before a failure is not lost: the result of each finished task is in the value or the error of the run,
 * or in an effect whose key contains the name of the task.
 * @example
 * keepsPartialResults()
 */
export function keepsPartialResults(): Property {
  return defineProperty({
    id: 'keeps-partial-results',
    statement: 'what was finished before a failure is in the value or the error of the whole, or was kept elsewhere',
    evidence: 'outcomes of tasks, effects',
    hint: 'Save each result as it comes, and give out what there is (Promise.allSettled): one failure should cost one item, not the batch.',
    judge({ outcome: { tasks, settlement, settledAt, effects } }) {
      if (tasks.length < 2) return inconclusive('fewer than two tasks were run; run each item by observe.task(name, ...)')
      const failed = tasks.find((task) => task.settlement.type === 'error')
      if (failed === undefined) return inconclusive('no task failed')
      const finished = tasks.filter((task) => task.settledAt <= settledAt && resultOf(task).length > 0)
      if (finished.length === 0) return inconclusive('no task was finished with a text')
      const given = textsIn(settlement.type === 'value' ? settlement.value : settlement.error)
      const lost = finished.find(
        (task) => !resultOf(task).every((text) => given.includes(text)) && !effects.some(({ text }) => text.includes(task.name)),
      )
      return lost === undefined
        ? held
        : violated(`${lost.name} was finished, ${failed.name} failed, and what ${lost.name} had brought is lost`)
    },
  })
}
