import type { RehearsedRun } from '../../trial/rehearse.ts'
import { isAnswer } from '../../verdict/calls.ts'
import { held, inconclusive, violated } from '../../verdict/verdict.ts'
import type { BaselineCheck } from '../check.ts'
import { isRefused, refusalIn } from '../limits.ts'

/** An app that stops at a limit does so even if the provider does not report the cost of an answer. */
export const limitsStillHold: BaselineCheck = {
  id: 'limits-still-hold',
  title: 'A limit is not reached if the usage is missing',
  statement: 'an app that refuses after some runs refuses as well if no response reports its usage',
  judgesSteadyUse: true,
  hint: 'Estimate the tokens of a response that reports no usage, or count the maximum it can have used. Do not treat missing usage as 0.',
  judge({ rehearsal, baseline }) {
    const refusal = refusalIn(baseline.runs)
    if (refusal === undefined) return inconclusive('the app never refuses, however often it is called')
    const { runs, injections } = rehearsal
    if (injections.some(({ fault }) => fault.shows !== 'wrong-metadata')) return inconclusive('more than the usage was wrong')
    if (!runs.every(isUnmetered)) return inconclusive('the usage was reported, or a run was not answered')
    // An estimate can be too low for a while, but not forever.
    if (runs.length < 2 * refusal.place) return inconclusive('the runs are too few to reach the limit')
    return runs.some((run) => isRefused(run, refusal))
      ? held
      : violated(`${runs.length} runs were answered without a usage and none was refused: with a usage, run ${refusal.place + 1} is`)
  },
}

/** Whether a run was answered and the task resolved, without reported usage. */
function isUnmetered({ calls, copies }: RehearsedRun): boolean {
  return (
    calls.length > 0 && calls.every((call) => isAnswer(call) && call.usage === undefined) && copies[0]?.outcome.settlement.type === 'value'
  )
}
