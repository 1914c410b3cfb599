import type { JournalCall } from '../../engine/model/journal.ts'
import { inconclusive, type Evidence, type Observation, type Outcome, type TaskOutcome, type Verdict } from './evidence.ts'

/** A task with what is its own: calls, and what the app told of it. */
export interface TaskEvidence extends TaskOutcome, Pick<Outcome, 'streamed' | 'effects' | 'alerts'> {
  readonly calls: readonly JournalCall[]
}

/** The tasks of a run, each with the calls that began within it; the whole run is one where the app tells of none. */
export function tasksOf({ journal: { calls }, outcome }: Evidence): readonly TaskEvidence[] {
  const { settledAt, settlement, streamed, effects, alerts } = outcome
  if (outcome.tasks.length === 0) return [{ name: 'the task', startedAt: 0, settledAt, settlement, calls, streamed, effects, alerts }]
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

/** Whether each call can be told to be one task's: tasks at the same time need a text that marks their calls. */
export function areApart(tasks: readonly TaskOutcome[]): boolean {
  return tasks.every((task) => task.asks !== undefined || isAlone(task, tasks))
}

/** Whether what the app told can be told to be one task's: at the same time, each has to tell it by its own `observe`. */
export function areToldApart(told: readonly Observation[], { outcome: { tasks } }: Evidence): boolean {
  return tasks.every((task) => isAlone(task, tasks)) || told.every(({ task }) => task !== undefined)
}

/** What is said where calls cannot be told apart. */
export const mixed: Verdict = inconclusive('tasks ran at the same time; tell their calls apart with observe.task({ name, asks }, ...)')

/** What is said where what the app told cannot be told apart. */
export const toldTogether: Verdict = inconclusive(
  'tasks ran at the same time; tell of each by the observe that observe.task(name, (observe) => ...) gives it',
)

/**
 * Judges each task of a run by itself: broken where one of them is, held where one of them held and none broke it.
 * @param by `settlements` where it does not matter which task a call is of
 */
export function judgeEach(evidence: Evidence, judge: (task: TaskEvidence) => Verdict, by: 'calls' | 'settlements' = 'calls'): Verdict {
  const tasks = tasksOf(evidence)
  if (by === 'calls' && !areApart(tasks)) return mixed
  const verdicts = tasks.map(judge)
  return (
    verdicts.find(({ type }) => type === 'violated') ??
    verdicts.find(({ type }) => type === 'held') ??
    verdicts[0] ??
    inconclusive('no task was run')
  )
}
