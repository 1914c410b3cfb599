import type { JournalCall } from '../../engine/journal.ts'
import type { Evidence, TaskOutcome } from '../evidence.ts'

/** A task with the calls that are its own. */
export interface TaskWithCalls extends TaskOutcome {
  readonly calls: readonly JournalCall[]
}

/** The tasks of a run, each with the calls that began within it; the whole run is one where the app tells of none. */
export function tasksOf({ journal: { calls }, outcome }: Evidence): readonly TaskWithCalls[] {
  if (outcome.tasks.length === 0)
    return [{ name: 'the task', startedAt: 0, settledAt: outcome.settledAt, settlement: outcome.settlement, calls }]
  return outcome.tasks.map((task) => ({ ...task, calls: calls.filter((call) => isOf(call, task)) }))
}

function isOf(call: JournalCall, { asks, startedAt, settledAt }: TaskOutcome): boolean {
  if (call.startedAt < startedAt || call.startedAt > settledAt) return false
  return asks === undefined || JSON.stringify(call.call.messages).includes(JSON.stringify(asks).slice(1, -1))
}

/** Whether each call can be told to be one task's: tasks at the same time need a text that marks their calls. */
export function areApart(tasks: readonly TaskOutcome[]): boolean {
  return tasks.every(
    (task, index) =>
      task.asks !== undefined ||
      tasks.every((other, at) => at === index || other.startedAt > task.settledAt || other.settledAt < task.startedAt),
  )
}
