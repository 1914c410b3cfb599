import type { JournalCall } from '../../../engine/model/journal.ts'
import type { RehearsedRun } from '../../trial/rehearse.ts'
import { hasFailed, isAnswer } from '../../verdict/calls.ts'
import { held, inconclusive, violated } from '../../verdict/verdict.ts'
import type { BaselineCheck } from '../check.ts'
import { errorTextOf, targetOf } from '../comparison.ts'
import { requestOf } from '../requests.ts'

/** Whoever asks two for one answer does not fail while the other can still give it. */
export const oneOfTwoAnswers: BaselineCheck = {
  id: 'one-of-two-is-enough',
  title: 'The task fails while another call can still answer',
  statement: 'if two calls race for one answer, the failure of one does not end the task while the other is open',
  hint: 'Use Promise.any instead of Promise.race, or wait for the other call before you give up.',
  judge(comparison) {
    const [pair] = comparison.pairs
    if (pair === undefined || pair.wasCopy.outcome.settlement.type !== 'value' || !isRace(pair.was))
      return inconclusive('no calls race for one answer')
    const { run, copy } = pair
    if (copy.outcome.settlement.type !== 'error') return held
    const { settledAt } = copy.outcome
    const failed = run.calls.find((call) => hasFailed(call) && call.endedAt !== undefined && Math.abs(call.endedAt - settledAt) <= 100)
    if (failed === undefined) return held
    const open = run.calls.find(
      (call) => call !== failed && requestOf(call) === requestOf(failed) && isOpenAt(call, settledAt) && call.fired.length === 0,
    )
    if (open === undefined) return held
    return violated(
      `the task ${errorTextOf(copy)} when ${targetOf(failed)} failed, while ${targetOf(open)} was still answering the same request`,
    )
  },
}

/** Whether two calls to different targets ask the same at the same time, and one answer is enough. */
function isRace({ calls }: RehearsedRun): boolean {
  return calls.some((one) =>
    calls.some(
      (other) =>
        one !== other &&
        requestOf(one) === requestOf(other) &&
        targetOf(one) !== targetOf(other) &&
        overlap(one, other) &&
        isAnswer(one) !== isAnswer(other),
    ),
  )
}

function overlap(one: JournalCall, other: JournalCall): boolean {
  return one.startedAt <= other.startedAt && (one.endedAt ?? Infinity) > other.startedAt
}

function isOpenAt({ startedAt, endedAt, ending }: JournalCall, at: number): boolean {
  return startedAt < at && (endedAt === undefined || endedAt > at || (ending === 'aborted' && endedAt >= at - 100))
}
