import { counted } from '../../../engine/base/counted.ts'
import type { RehearsedRun } from '../../trial/rehearse.ts'
import { isAnswer } from '../../verdict/calls.ts'
import { held, inconclusive, remark, type Verdict } from '../../verdict/verdict.ts'
import type { BaselineCheck } from '../check.ts'
import { isRefused, refusalIn, stocksIn } from '../limits.ts'
import { memberOf } from '../member-of.ts'

/** Only delivered answers are counted as usage. */
export const failuresCostNothing: BaselineCheck = {
  id: 'failures-cost-nothing',
  title: 'A failed run uses up a limit',
  statement: 'a run in which every call got an error response uses up no limit',
  judgesSteadyUse: true,
  hint: 'Release reservations for failed calls in a finally: credits, slots, estimated tokens.',
  judge({ rehearsal: { runs }, baseline }) {
    const failed = runs.findIndex((run) => !hasFailed(run))
    if (failed < 1) return inconclusive('no run failed, or all did')
    return stockTaken(runs, baseline.runs, failed) ?? refusedEarly(runs, baseline.runs, failed) ?? held
  },
}

/** Whether a run got no answer and the task rejected. A partial answer can have been billed. */
function hasFailed({ calls, copies }: RehearsedRun): boolean {
  return (
    calls.length > 0 &&
    calls.every(({ ending, usage }) => ending === 'refused' && usage === undefined) &&
    copies[0]?.outcome.settlement.type === 'error'
  )
}

/** The remaining budget after failed runs and one that was answered. */
function stockTaken(runs: readonly RehearsedRun[], was: readonly RehearsedRun[], failed: number): Verdict | undefined {
  const [answered] = runs.slice(failed)
  if (answered === undefined || !answered.calls.some(isAnswer)) return undefined
  for (const { path, step } of stocksIn(was)) {
    const [first, now] = [memberOf(was[0]!.copies[0]?.value, path), memberOf(answered.copies[0]?.value, path)]
    if (typeof first === 'number' && now === first - failed * step)
      return remark(
        `after ${counted(failed, 'run')} that failed, ${path.join('.') || 'the value'} is ${now} instead of ${first}, as if they had been answered`,
      )
  }
  return undefined
}

/** A limit that is reached before the allowed number of answers. */
function refusedEarly(runs: readonly RehearsedRun[], was: readonly RehearsedRun[], failed: number): Verdict | undefined {
  const refusal = refusalIn(was)
  if (refusal === undefined) return undefined
  const refused = runs.findIndex((run) => isRefused(run, refusal))
  if (refused === -1) return undefined
  const answered = runs.slice(0, refused).filter(({ calls }) => calls.some(isAnswer)).length
  return answered >= refusal.place
    ? undefined
    : remark(
        `${failed} runs failed, and run ${refused + 1} is refused after ${answered} that were answered: otherwise ${refusal.place} are`,
      )
}
