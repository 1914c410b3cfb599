import {
  defineProperty,
  violated,
  held,
  inconclusive,
  canonicalJson,
  remark,
  tasksOf,
  textOf,
  textsIn,
  textsWithin,
  type Outcome,
  type Property,
  type TaskEvidence,
  type TaskOutcome,
} from '../../kit.ts'

/** The texts in the value of a task. */
function resultOf({ settlement }: TaskOutcome): readonly string[] {
  if (settlement.type !== 'value') return []
  return textsWithin(settlement.value)
    .map((text) => text.trim())
    .filter((text) => text !== '')
}

/** Whether a result was kept outside of the value: in an effect, with its task's name or its text, or on the screen. */
function isKept(task: TaskOutcome, { effects, streamed }: Outcome): boolean {
  const shown = streamed.map(({ text }) => text).join('')
  const result = resultOf(task)
  return (
    result.every((text) => shown.includes(text)) ||
    effects.some(
      ({ text, tool }) => text.includes(task.name) || result.every((each) => `${text} ${canonicalJson(tool ?? '')}`.includes(each)),
    )
  )
}

/** Whether a task uses the result of another one, which makes it a later step instead of another item. */
function worksOn({ calls }: TaskEvidence, task: TaskOutcome): boolean {
  return calls.some(({ call }) => resultOf(task).some((text) => textOf(call).includes(text)))
}

/** The tasks that failed, and did not succeed later under the same name. */
function failedIn(tasks: readonly TaskEvidence[]): readonly TaskEvidence[] {
  return [...Map.groupBy(tasks, ({ name }) => name).values()].flatMap((tries) =>
    tries.every(({ settlement }) => settlement.type === 'error') ? [tries.at(-1)!] : [],
  )
}

/**
 * Work finished before a failure is not lost: if the run rejects, the result of each finished task is in its error, in an
 * effect whose key contains the name of the task, or was shown to the user. If the run resolves without such a result, that leads to
 * a remark, since a value can summarize results.
 * @example
 * keepsPartialResults()
 */
export function keepsPartialResults(): Property {
  return defineProperty({
    id: 'keeps-partial-results',
    statement: 'results of finished tasks are not lost if another task fails',
    evidence: 'outcomes of tasks, effects',
    hint: 'Save each result as it arrives, and return the results you have (Promise.allSettled): one failure should cost one item, not the batch.',
    judge(evidence) {
      const { outcome } = evidence
      const tasks = tasksOf(evidence)
      if (outcome.tasks.length < 2) return inconclusive('fewer than two tasks were run; run each item with observe.task(name, ...)')
      const failures = failedIn(tasks)
      const [failed] = failures
      if (failed === undefined) return inconclusive('no task failed')
      const finished = tasks.filter(
        (task) => task.settledAt <= outcome.settledAt && resultOf(task).length > 0 && !failures.some((each) => worksOn(each, task)),
      )
      if (finished.length === 0) return inconclusive('no other task was finished with a text')
      const { settlement } = outcome
      const given = textsIn(settlement.type === 'value' ? settlement.value : settlement.error)
      const lost = finished.find((task) => !resultOf(task).every((text) => given.includes(text)) && !isKept(task, outcome))
      if (lost === undefined) return held
      const how = `${lost.name} was finished, ${failed.name} failed, and the result of ${lost.name} is lost`
      return settlement.type === 'value' ? remark(how) : violated(how)
    },
  })
}
