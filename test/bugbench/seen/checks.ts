import { NeverSettledError } from '../run-script.ts'
import type { ScriptedRun } from '../yardstick-app.ts'

/** In ms. */
export const second = 1_000
export const minute = 60_000
export const hour = 3_600_000
export const day = 86_400_000

/** Whether a text is, to the letter, what a model said in a complete answer. */
export function isWholeAnswer(text: unknown, { journal }: ScriptedRun): boolean {
  return journal.calls.some(
    ({ ending, finish, received, truth }) => ending === 'complete' && finish === 'stop' && (received === text || truth === text),
  )
}

/** What no app may do: hang, or leave a rejection unheard. */
export function misbehaves(runs: readonly ScriptedRun[][]): string | undefined {
  for (const { error, alerts } of runs.flat()) {
    if (error instanceof NeverSettledError) return 'A run never settled.'
    const unheard = alerts.find((text) => text.startsWith('unhandled rejection'))
    if (unheard !== undefined) return unheard
  }
  return undefined
}
