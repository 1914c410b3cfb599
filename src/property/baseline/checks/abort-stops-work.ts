import { held, inconclusive, remark, violated, type Verdict } from '../../verdict/verdict.ts'
import type { BaselineRuns } from '../baseline-runs.ts'
import type { BaselineCheck } from '../check.ts'
import type { RunPair } from '../comparison.ts'
import { targetOf } from '../comparison.ts'
import { effectsIn } from '../effects.ts'

/** How long after an abort something can still start, in ms. */
const slack = 100

/** An app that heeds its signal does so in every step. */
export const abortStopsWork: BaselineCheck = {
  id: 'abort-stops-work',
  title: 'Work continues after the user aborted the task',
  statement: 'after the user aborts the task, it begins no call and causes no effect',
  hint: 'Pass the signal to every call and check it before each step and each effect. Do not start a fallback after an abort.',
  judge(comparison) {
    const aborted = comparison.pairs.filter(({ copy }) => copy.outcome.abortedAt !== undefined)
    if (aborted.length === 0) return inconclusive('the task was not aborted')
    if (!comparison.known.heedsAborts && !aborted.some((pair) => hasAbortedCall(pair, comparison.known)))
      return aborted.map(goesOn).find((verdict) => verdict !== undefined) ?? inconclusive('the task does not use its signal')
    for (const { run, was, copy } of aborted) {
      const since = copy.outcome.abortedAt! + slack
      const call = run.calls.find(({ startedAt }) => startedAt > 0 && startedAt >= copy.outcome.abortedAt!)
      if (call !== undefined)
        return violated(`${targetOf(call)} was called ${call.startedAt - copy.outcome.abortedAt!} ms after the user aborted the task`)
      const late = copy.outcome.effects.find(({ at }) => at > since)
      if (late !== undefined && effectsIn(comparison, [was]).length > 0)
        return violated(`"${late.text}" happened ${late.at - copy.outcome.abortedAt!} ms after the user aborted the task`)
    }
    return held
  },
}

function hasAbortedCall({ run, copy }: RunPair, known: BaselineRuns): boolean {
  return run.calls.some((call) => known.isEndedBy(copy.outcome.abortedAt!, call))
}

/** How many calls an app can start after an abort to finish a unit of work. */
const mostToEnd = 1

/** An app that checks its signal without aborting calls can finish the current unit of work, but must not start another. */
function goesOn({ run, copy }: RunPair): Verdict | undefined {
  if (copy.outcome.readsSignal !== true) return undefined
  const later = run.calls.filter(({ startedAt }) => startedAt > copy.outcome.abortedAt!)
  return later.length > mostToEnd
    ? remark(`the task reads its signal, and ${later.length} calls were begun after the user aborted it`)
    : undefined
}
