import { authenticationFailed, serverError, truncatedStream } from '../../../faults/catalogue.ts'
import type { ScriptedRun, ScriptStep } from '../yardstick-app.ts'

/** The conditions under which every app of this set runs. */
export const commonSteps: readonly (readonly ScriptStep[])[] = [
  [{ inject: [serverError()] }, { after: 60_000 }],
  [{ inject: [truncatedStream({ afterDeltas: 3 })] }, { after: 60_000 }],
  [{ inject: [authenticationFailed()] }, { after: 24 * 3_600_000 }],
]

/** Reports a text that no model has returned completely, among the calls of these runs. */
export function notSaid(text: string, runs: readonly ScriptedRun[][]): string | undefined {
  const calls = runs.flat().flatMap((run) => run.journal.calls)
  return calls.some((call) => call.truth === text) ? undefined : `No model has said in whole: ${text}`
}
