import type { JournalCall } from '../../engine/model/journal.ts'
import type { Evidence } from './evidence.ts'
import type { Observation, Outcome, TaskOutcome } from './outcome.ts'
import { inconclusive, worstOf, type Verdict } from './verdict.ts'

/** A task, its calls, and its reports. */
export interface TaskEvidence extends TaskOutcome, Pick<Outcome, 'streamed' | 'effects' | 'alerts'> {
  readonly calls: readonly JournalCall[]
}

/**
 * Returns the tasks of a run, each with its calls until it settled. If the app marks no tasks with `observe.task`,
 * the run is one task.
 * @example
 * const failed = tasksOf(evidence).filter(({ calls }) => calls.some(hasFailed))
 */
export function tasksOf({ journal: { calls }, outcome }: Evidence): readonly TaskEvidence[] {
  const { startedAt, settledAt, settlement, streamed, effects, alerts, tasks } = outcome
  if (tasks.length === 0) return [{ name: 'the task', startedAt, settledAt, settlement, calls, streamed, effects, alerts }]
  const known = new Set(tasks.flatMap(({ made = [] }) => made))
  return tasks.map((task, place) => ({
    ...task,
    calls: calls.filter((call) => isWithin(call.startedAt, task) && isOf(call, task, known)),
    streamed: streamed.filter((shown) => isReportedBy(shown, task, place)),
    effects: effects.filter((effect) => isReportedBy(effect, task, place)),
    alerts: alerts.filter((alert) => isReportedBy(alert, task, place)),
  }))
}

function isWithin(at: number, { startedAt, settledAt }: TaskOutcome): boolean {
  return at >= startedAt && at <= settledAt
}

function isOf(call: JournalCall, { prompt, made = [] }: TaskOutcome, known: ReadonlySet<JournalCall>): boolean {
  if (prompt !== undefined) return JSON.stringify(call.call.messages).includes(JSON.stringify(prompt).slice(1, -1))
  return !known.has(call) || made.includes(call)
}

function isReportedBy({ at, task }: Observation, within: TaskOutcome, place: number): boolean {
  return task === undefined ? isWithin(at, within) : task === place
}

function isAlone(task: TaskOutcome, tasks: readonly TaskOutcome[]): boolean {
  return tasks.every((other) => other === task || other.startedAt > task.settledAt || other.settledAt < task.startedAt)
}

/**
 * Whether the asynchronous context of a task shows which calls are its own. A shared queue can run one task's work in
 * another's context. Then one task has no calls, or a call that outlives it.
 */
function hasKeptContext({ calls, made = [], settledAt }: TaskEvidence): boolean {
  if (made.length === 0 || !calls.every((call) => made.includes(call))) return false
  return made.every(({ startedAt, endedAt }) => startedAt <= settledAt && endedAt !== undefined && endedAt <= settledAt)
}

/**
 * Returns whether each call can be assigned to one task. Concurrent tasks are distinguished by their asynchronous
 * context or, if that is unknown or uncertain, by `prompt`, a text that only their calls contain.
 */
export function areApart(tasks: readonly TaskEvidence[]): boolean {
  return tasks.every((task) => task.prompt !== undefined || isAlone(task, tasks) || hasKeptContext(task))
}

/**
 * Returns whether each observation can be assigned to one task: each task uses its own `observe`, its asynchronous context
 * is known, or no tasks run concurrently.
 */
export function areToldApart(observations: readonly Observation[], evidence: Evidence): boolean {
  const tasks = tasksOf(evidence)
  if (tasks.every((task) => isAlone(task, tasks))) return true
  const areSure = tasks.every((task) => isAlone(task, tasks) || hasKeptContext(task))
  return observations.every(({ task, isInferred }) => task !== undefined && (isInferred !== true || areSure))
}

/** The verdict if calls cannot be assigned to one task each; see {@link areApart}. */
export const mixed: Verdict = inconclusive(
  'tasks ran at the same time, and the task of each call is not certain: mark their calls with observe.task({ name, prompt }, ...)',
)

/** The verdict if observations cannot be assigned to one task each; see {@link areToldApart}. */
export const toldTogether: Verdict = inconclusive(
  'tasks ran at the same time; report from each with the observe that observe.task(name, (observe) => ...) passes to it',
)

/**
 * Judges each task of a run separately. Returns the worst verdict; see {@link worstOf}.
 * @param by `settlements` if it does not matter which task a call belongs to; otherwise the verdict on concurrent tasks
 * whose calls cannot be distinguished is inconclusive
 * @example
 * judgeEach(evidence, ({ calls, settlement }) => {
 *   if (!calls.some(hasFailed)) return inconclusive('no call failed')
 *   return settlement.type === 'value' ? held : violated('the task did not resolve')
 * })
 */
export function judgeEach(evidence: Evidence, judge: (task: TaskEvidence) => Verdict, by: 'calls' | 'settlements' = 'calls'): Verdict {
  const tasks = tasksOf(evidence)
  if (by === 'calls' && !areApart(tasks)) return mixed
  return worstOf(tasks.map(judge), inconclusive('no task was run'))
}
