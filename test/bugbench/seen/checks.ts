import { unhandledRejection } from '../run-script.ts'
import type { ScriptedRun } from '../yardstick-app.ts'

/** In ms. */
export const minute = 60_000
export const hour = 3_600_000
export const day = 86_400_000

/** Whether a text is exactly that of a complete answer of the model. */
export function isWholeAnswer(text: unknown, { journal }: ScriptedRun): boolean {
  return journal.calls.some(
    ({ ending, finish, received, truth }) => ending === 'complete' && finish === 'stop' && (received === text || truth === text),
  )
}

/** Whether a run was given up after the hours that a script waits for one. */
export function neverSettled({ settledAfter }: ScriptedRun): boolean {
  return settledAfter >= 6 * hour
}

/** Behavior that no app is allowed: a hang, or an unhandled rejection. */
export function misbehaves(runs: readonly ScriptedRun[][]): string | undefined {
  for (const run of runs.flat()) {
    if (neverSettled(run)) return 'A run never settled.'
    const unheard = run.alerts.find((text) => text.startsWith(unhandledRejection))
    if (unheard !== undefined) return unheard
  }
  return undefined
}
