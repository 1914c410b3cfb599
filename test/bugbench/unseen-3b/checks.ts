import {
  authenticationFailed,
  truncatedAtMaxTokens,
  emptyBody,
  overloaded,
  rateLimited,
  serverError,
  truncatedStream,
} from '../../../faults/index.ts'
import type { ScriptedRun, ScriptStep, YardstickApp } from '../yardstick-app.ts'

type Script = YardstickApp['scripts'][number]

const day = 24 * 3_600_000

/** What every right app is put through, each followed by an undisturbed run a day later. */
const usual: readonly (readonly ScriptStep[])[] = [
  [{ inject: [serverError()] }, { after: day }],
  [{ inject: [serverError().first(1)] }, { after: day }],
  [{ inject: [truncatedStream({ afterDeltas: 3 })] }, { after: day }],
  [{ inject: [truncatedStream({ afterDeltas: 2, ending: 'reset' }).first(1)] }, { after: day }],
  [{ inject: [truncatedAtMaxTokens()] }, { after: day }],
  [{ inject: [emptyBody()] }, { after: day }],
  [{ inject: [authenticationFailed()] }, { after: day }],
  [{ inject: [overloaded({ retryAfter: '20s' }).first(2)] }, { after: day }],
  [{ inject: [rateLimited({ retryAfter: '30s' }).first(1)], copies: 2 }, { after: day }],
  [{}, { after: day, inject: [serverError()] }, { after: 1_000 }],
  [{ inject: [rateLimited({ retryAfter: '30s' }).first(1)], abortAfter: 5_000 }, { after: day }],
]

/** Scripts for a right app: the usual steps and its own ones, and what must hold of each run and of the last, which nothing disturbs. */
export function rightScripts(
  own: readonly (readonly ScriptStep[])[],
  wrongRun: (run: ScriptedRun) => string | undefined,
): readonly Script[] {
  return [...usual, ...own].map((steps): Script => ({
    steps,
    wrong(runs) {
      const last = runs.at(-1)?.[0]
      if (last === undefined) return 'There was no run.'
      if (last.error !== undefined && steps.at(-1)?.inject === undefined) return `An undisturbed run failed: ${String(last.error)}`
      for (const run of runs.flat()) {
        const unhandled = run.alerts.find((alert) => alert.startsWith('unhandled rejection'))
        const problem = unhandled ?? wrongRun(run)
        if (problem !== undefined) return problem
      }
      return undefined
    },
  }))
}
