import type { BaselineCheck } from './check.ts'
import { concurrentTasksIsolated, copiesUnder } from './checks/concurrent-tasks-isolated.ts'

/** An app's promise about concurrent copies of its task, as text. */
export const concurrencies = {
  never: 'the task never runs twice at the same time',
  shared: 'copies can share answers and effects, and neither fails because of the other',
  serializable: 'copies end as they do one after the other, in some order',
} as const
export type Concurrency = keyof typeof concurrencies

/** The checks for an app with a promise about concurrent copies. */
export function checksUnder(concurrency: Concurrency | undefined, checks: readonly BaselineCheck[]): readonly BaselineCheck[] {
  if (concurrency === undefined) return checks
  if (concurrency === 'never') return checks.filter((check) => check !== concurrentTasksIsolated)
  return checks.map((check) => (check === concurrentTasksIsolated ? copiesUnder(concurrency) : check))
}
