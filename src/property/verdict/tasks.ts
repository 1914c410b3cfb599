import type { JournalCall } from '../../engine/model/journal.ts'
import type { Evidence } from './evidence.ts'
import type { Observation, Outcome, TaskOutcome } from './outcome.ts'
import { inconclusive, type Verdict } from './verdict.ts'

/** A task, its calls, and what the app reported of it. */
export interface TaskEvidence extends TaskOutcome, Pick<Outcome, 'streamed' | 'effects' | 'alerts'> {
  readonly calls: readonly JournalCall[]
}

/**
 * Returns the tasks of a run, each with the calls that began within it. If the app marks no tasks with `observe.task`, the run
 * is one task.
 * @example
 * const failed = tasksOf(evidence).filter(({ calls }) => calls.some(hasFailed))
 */
export function tasksOf({ journal: { calls }, outcome }: Evidence): readonly TaskEvidence[] {
  const { startedAt, settledAt, settlement, streamed, effects, alerts } = outcome
  if (outcome.tasks.length === 0) return [{ name: 'the task', startedAt, settledAt, settlement, calls, streamed, effects, alerts }]
  return outcome.tasks.map((task, place) => ({
    ...task,
    calls: calls.filter((call) => isOf(call, task)),
    streamed: streamed.filter((shown) => isToldBy(shown, task, place)),
    effects: effects.filter((effect) => isToldBy(effect, task, place)),
    alerts: alerts.filter((alert) => isToldBy(alert, task, place)),
  }))
}

function isOf(call: JournalCall, { asks, startedAt, settledAt }: TaskOutcome): boolean {
  if (call.startedAt < startedAt || call.startedAt > settledAt) return false
  return asks === undefined || JSON.stringify(call.call.messages).includes(JSON.stringify(asks).slice(1, -1))
}

function isToldBy({ at, task }: Observation, { startedAt, settledAt }: TaskOutcome, place: number): boolean {
  return task === undefined ? at >= startedAt && at <= settledAt : task === place
}

function isAlone(task: TaskOutcome, tasks: readonly TaskOutcome[]): boolean {
  return tasks.every((other) => other === task || other.startedAt > task.settledAt || other.settledAt < task.startedAt)
}

/** Returns whether each call can be assigned to one task. Tasks that run at the same time need `asks`, a text that only their calls contain. */
export function areApart(tasks: readonly TaskOutcome[]): boolean {
  return tasks.every((task) => task.asks !== undefined || isAlone(task, tasks))
}

/** Returns whether each observation can be assigned to one task. Tasks that run at the same time must each use their own `observe`. */
export function areToldApart(observations: readonly Observation[], { outcome: { tasks } }: Evidence): boolean {
  return tasks.every((task) => isAlone(task, tasks)) || observations.every(({ task }) => task !== undefined)
}

/** The verdict if calls cannot be assigned to one task each; see {@link areApart}. */
export const mixed: Verdict = inconclusive('tasks ran at the same time; tell their calls apart with observe.task({ name, asks }, ...)')

/** The verdict if observations cannot be assigned to one task each; see {@link areToldApart}. */
export const toldTogether: Verdict = inconclusive(
  'tasks ran at the same time; tell of each by the observe that observe.task(name, (observe) => ...) gives it',
)

/**
 * Judges each task of a run by itself. The verdict is violated if it is for one of them, and held if it is for one of them and
 * violated for none.
 * @param by `settlements` if it does not matter which task a call belongs to; otherwise the verdict on tasks that ran at the same
 * time, and whose calls cannot be told apart, is inconclusive
 * @example
 * judgeEach(evidence, ({ calls, settlement }) => {
 *   if (!calls.some(hasFailed)) return inconclusive('no call failed')
 *   return settlement.type === 'value' ? held : violated('the task did not resolve')
 * })
 */
export function judgeEach(evidence: Evidence, judge: (task: TaskEvidence) => Verdict, by: 'calls' | 'settlements' = 'calls'): Verdict {
  const tasks = tasksOf(evidence)
  if (by === 'calls' && !areApart(tasks)) return mixed
  const verdicts = tasks.map(judge)
  return (
    verdicts.find(({ type }) => type === 'violated') ??
    verdicts.find(({ type }) => type === 'remark') ??
    verdicts.find(({ type }) => type === 'held') ??
    verdicts[0] ??
    inconclusive('no task was run')
  )
}
