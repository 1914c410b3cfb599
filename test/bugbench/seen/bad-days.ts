import { authenticationFailed, overloaded, serverError, slowFirstToken, truncatedStream } from '../../../faults/index.ts'
import type { ScriptedRun, ScriptStep, YardstickApp } from '../yardstick-app.ts'
import { day, hour, minute, misbehaves } from './checks.ts'

/** Days that every right app survives: failures of each kind, the day after, two at once, and a user who leaves. */
const usual: readonly (readonly ScriptStep[])[] = [
  [{ inject: [serverError().first(1)] }],
  [{ inject: [serverError({ status: 503 })] }],
  [{ inject: [truncatedStream({ afterDeltas: 2 }).first(1)] }],
  [{ inject: [truncatedStream({ afterDeltas: 2, ending: 'reset' })] }],
  [{ inject: [authenticationFailed()] }],
  [{ inject: [overloaded({ retryAfter: '20s' }).first(2)] }],
  [{ inject: [serverError().between(0, hour)] }, { after: day }, { after: minute }],
  [{}, { after: day, inject: [serverError().between(0, day + hour)] }, { after: day }],
  [{ inject: [serverError().first(1)], copies: 2 }, { after: day }],
  [{ inject: [slowFirstToken({ by: '12s' }).first(1)], abortAfter: 2_000 }],
]

/**
 * Scripts for a right app: the usual bad days and the app's own. In addition to the checks in `wrong`, a run must not hang or leave a
 * rejection unhandled, and of several runs the last must end with a value.
 */
export function badDays(
  wrong: (run: ScriptedRun, runs: readonly ScriptedRun[][]) => string | undefined,
  ...own: readonly (readonly ScriptStep[])[]
): YardstickApp['scripts'] {
  return [...usual, ...own].map((steps) => ({
    steps,
    wrong: (runs) => {
      const fault = misbehaves(runs)
      if (fault !== undefined) return fault
      for (const run of runs.flat()) {
        const said = wrong(run, runs)
        if (said !== undefined) return said
      }
      const isLost = runs.length > 1 && runs.at(-1)!.some(({ error }) => error !== undefined)
      return isLost ? `The last run fails, long after the faults: ${String(runs.at(-1)![0]!.error)}` : undefined
    },
  }))
}
