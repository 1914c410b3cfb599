import type { JournalCall } from '../../../engine/model/journal.ts'
import type { RehearsedRun } from '../../trial/rehearse.ts'
import { hasFailed, isAnswer } from '../../verdict/calls.ts'
import { held, inconclusive, violated } from '../../verdict/verdict.ts'
import type { BaselineCheck } from '../check.ts'
import { errorTextOf, targetOf, type Comparison } from '../comparison.ts'
import { requestOf } from '../requests.ts'

/** An app that calls two targets for one answer does not fail while one of them can still answer. */
export const oneOfTwoAnswers: BaselineCheck = {
  id: 'one-of-two-answers',
  title: 'The task fails while another call can still answer',
  statement: 'if two calls race for one answer, the failure of one does not end the task while the other is open',
  hint: 'Use Promise.any instead of Promise.race, or wait for the other call before you reject.',
  judge(comparison) {
    const [pair] = comparison.pairs
    if (pair === undefined || pair.wasCopy.outcome.settlement.type !== 'value') return inconclusive('the baseline run does not resolve')
    const { run, copy } = pair
    if (!isRace(pair.was) && !isHedged(run)) return inconclusive('no calls race for one answer')
    if (copy.outcome.settlement.type !== 'error') return held
    const { settledAt } = copy.outcome
    const failed = run.calls.find((call) => hasFailed(call) && call.endedAt !== undefined && Math.abs(call.endedAt - settledAt) <= 100)
    if (failed === undefined) return held
    const open = run.calls.find(
      (call) =>
        call !== failed &&
        requestOf(call) === requestOf(failed) &&
        call.fired.every((fire) => isOnlySlow(comparison, fire.fault)) &&
        canStillAnswer(call, settledAt),
    )
    if (open === undefined) return held
    return violated(`the task ${errorTextOf(copy)} when ${targetOf(failed)} failed, while ${targetOf(open)} had the same request`)
  },
}

/** Whether a second call to another target started while the first was open, and the first continued. */
function isHedged({ calls }: RehearsedRun): boolean {
  return calls.some((one) =>
    calls.some(
      (other) =>
        requestOf(one) === requestOf(other) &&
        targetOf(one) !== targetOf(other) &&
        one.startedAt < other.startedAt &&
        other.endedAt !== undefined &&
        (one.endedAt === undefined || one.endedAt >= other.endedAt),
    ),
  )
}

/** A late call still answers. */
function isOnlySlow({ injections }: Comparison, fault: string): boolean {
  return injections.some((injection) => injection.fault.name === fault && injection.fault.shows === 'delay')
}

/** Whether two concurrent calls send the same request to different targets, and one answer is enough. */
function isRace({ calls, copies }: RehearsedRun): boolean {
  const value = JSON.stringify([copies[0]?.value])
  const isGiven = ({ received }: JournalCall): boolean => value.includes(JSON.stringify(received.trim()).slice(1, -1))
  return calls.some((one) =>
    calls.some(
      (other) =>
        requestOf(one) === requestOf(other) &&
        targetOf(one) !== targetOf(other) &&
        overlap(one, other) &&
        isAnswer(one) &&
        isGiven(one) &&
        !(isAnswer(other) && isGiven(other)),
    ),
  )
}

function overlap(one: JournalCall, other: JournalCall): boolean {
  return Math.abs(one.startedAt - other.startedAt) <= 100
}

/** Whether a call was answered, or was aborted by the app only when the task ended. */
function canStillAnswer(call: JournalCall, settledAt: number): boolean {
  return isAnswer(call) || call.endedAt === undefined || (call.ending === 'aborted' && call.endedAt >= settledAt - 100)
}
