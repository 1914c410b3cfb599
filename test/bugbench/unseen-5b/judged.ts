import type { ScriptedRun, ScriptStep, YardstickApp } from '../yardstick-app.ts'

/** Scripts of an app that never does wrong: each run of each is judged alone. */
export function judged(
  wrong: (run: ScriptedRun) => string | undefined,
  scripts: readonly (readonly ScriptStep[])[],
): YardstickApp['scripts'] {
  return scripts.map((steps) => ({
    steps,
    wrong: (runs) =>
      runs
        .flat()
        .map((run) => wrong(run) ?? careless(run))
        .find(Boolean),
  }))
}

/** What an app must not do: hang, throw something without words, leave a promise without a handler, go on after an abort. */
function careless(run: ScriptedRun): string | undefined {
  if (run.settledAfter > 180_000) return `It took ${run.settledAfter} ms.`
  if (run.error instanceof TypeError || (run.error !== undefined && !(run.error instanceof Error) && !(run.error instanceof DOMException)))
    return `It failed with ${String(run.error)}.`
  if (run.alerts.some((alert) => alert.startsWith('unhandled rejection'))) return run.alerts.join('; ')
  const open = run.journal.calls.find((call) => call.endedAt === undefined || call.ending === 'hung')
  return open === undefined ? undefined : `A call to ${open.provider} was left open.`
}

/** These have no field that marks a text as a refusal. */
const withoutRefusals = new Set(['mistral', 'gemini', 'cohere', 'ollama'])

/** Complete answers that the app received in the run. */
export const wholeAnswers = (run: ScriptedRun): string[] =>
  run.journal.calls
    .filter(
      ({ ending, finish, provider }) =>
        ending === 'complete' && (finish === 'stop' || (finish === 'refusal' && withoutRefusals.has(provider))),
    )
    .map((call) => call.received)
