import type { JournalCall } from '../../../engine/model/journal.ts'
import { hasFailed } from '../../verdict/calls.ts'
import { held, inconclusive, violated, type Verdict } from '../../verdict/verdict.ts'
import { isClean } from '../calls.ts'
import type { BaselineCheck } from '../check.ts'
import { counted, inWords, isCount, type Comparison, type CopyDifference, type RunPair } from '../comparison.ts'
import { isOneTransientFailure } from '../plan-kind.ts'
import { lastUserText, requestOf } from '../requests.ts'

/** An app whose retry is answered returns an answer. */
export const answerAfterRetry: BaselineCheck = {
  id: 'answer-after-retry',
  title: 'The retry was answered, and the task still fails',
  statement: 'if every request is answered in the end, the task resolves as it does without a fault',
  hint: 'Use the answer of the retry: clear the state of the failed attempt, and do not fail if a later attempt succeeded.',
  judge(comparison) {
    const [pair] = comparison.pairs
    if (pair === undefined || pair.place !== 0 || pair.wasCopy.outcome.settlement.type !== 'value')
      return inconclusive('the baseline run does not resolve')
    if (!pair.run.calls.some(({ fired }) => fired.length > 0)) return inconclusive('no fault fired')
    return judgePair(comparison, pair)
  },
}

function judgePair(comparison: Comparison, pair: RunPair): Verdict {
  const { run, was, copy, wasCopy } = pair
  const answers = relevant(comparison, comparison.differences(copy, wasCopy, 0))
  const [difference] = answers
  if (difference === undefined) return held
  if (areAllAnswered(run.calls, was.calls, copy.outcome.settledAt))
    return violated(`everything was answered in the end, and still ${inWords(difference)}`)
  if (isOneTransientFailure(comparison.injections) && hasTriedAgain(run.calls, was.calls) && onlyOneFailed(run.calls))
    return violated(`it tried again, nothing else failed, and still ${inWords(difference)}`)
  return inconclusive('not everything was answered')
}

/** The differences that count: an outcome, or a part from the model. The app's own parts can differ. */
function relevant({ known, answers, expectedAnswers }: Comparison, differences: readonly CopyDifference[]): CopyDifference[] {
  // A fallback can return its answer in another form.
  if (differences.some(({ kind, is }) => kind === 'type' && answers.areIn(is))) return []
  const isFromModel = known.usual.runs.some(({ copies }) => copies.some(({ value }) => expectedAnswers.areIn(value)))
  if (!isFromModel) return differences.filter((difference) => difference.kind !== 'added' && !isCount(difference))
  return differences.filter(({ kind, isFromModel: isOfModel }) => kind === 'outcome' || (isOfModel && kind !== 'added'))
}

function areAllAnswered(calls: readonly JournalCall[], was: readonly JournalCall[], by: number): boolean {
  const needed = counted(was.filter(isClean).map(requestOf))
  const had = counted(calls.filter((call) => isClean(call) && call.endedAt! <= by).map(requestOf))
  return needed.size > 0 && [...needed].every(([request, count]) => (had.get(request) ?? 0) >= count)
}

function hasTriedAgain(calls: readonly JournalCall[], was: readonly JournalCall[]): boolean {
  const failed = calls.find(({ fired }) => fired.length > 0)
  if (failed === undefined) return false
  const asked = lastUserText(failed)
  const asking = (all: readonly JournalCall[]): number => all.filter((call) => lastUserText(call).includes(asked)).length
  return asking(calls) > asking(was)
}

function onlyOneFailed(calls: readonly JournalCall[]): boolean {
  return calls.filter((call) => hasFailed(call) || call.ending === 'aborted').length === 1
}
