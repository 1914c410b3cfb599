import type { ScriptedRun, ScriptStep, YardstickApp } from '../yardstick-app.ts'

type Script = YardstickApp['scripts'][number]
/** Looks at one run, and those before it, and returns a sentence if something is wrong. */
type Check = (run: ScriptedRun, earlier: readonly ScriptedRun[]) => string | undefined

function firstWrong(check: Check, runs: readonly ScriptedRun[]): string | undefined {
  return runs.map((run, index) => check(run, runs.slice(0, index))).find((sentence) => sentence !== undefined)
}

/** Several scripts with one check. */
export function checked(check: Check, scripts: readonly (readonly ScriptStep[])[]): readonly Script[] {
  return scripts.map((steps) => ({ steps, wrong: (runs) => firstWrong(check, runs.flat()) }))
}

/** A script whose last run must end well, besides the check. */
export function recovering(check: Check, steps: readonly ScriptStep[]): Script {
  return {
    steps,
    wrong(runs) {
      const last = runs.at(-1)?.[0]
      if (last === undefined || last.error !== undefined) return `It does not recover: ${String(last?.error)}`
      return firstWrong(check, runs.flat())
    },
  }
}

/** The answers that reached the app completely, as text. A refusal is one too: not every provider marks it. */
export function finishedAnswers(run: ScriptedRun): string[] {
  return run.journal.calls
    .filter((call) => call.ending === 'complete' && (call.finish === 'stop' || call.finish === 'refusal'))
    .map((call) => call.received)
}
