import type { JournalCall } from '../../../engine/model/journal.ts'
import { isWhole } from '../../verdict/calls.ts'
import { held, inconclusive, remark } from '../../verdict/verdict.ts'
import type { BaselineCheck } from '../check.ts'
import { inWords, isCount, type Comparison, type CopyDifference, type RunPair } from '../comparison.ts'
import { saysThereIsNone } from '../honest-words.ts'
import { isFlagged } from '../marks.ts'
import { lastUserText, requestOf, textsOf } from '../requests.ts'

/** No text gets the vector of another text. */
export const vectorsMatchTexts: BaselineCheck = {
  id: 'vectors-match-texts',
  title: 'Texts get the vectors of other texts',
  statement: 'if a response has fewer vectors than texts, the task requests the rest, or behaves as without any vector',
  hint: 'Compare the number of vectors with the number of texts before you pair them, and embed the missing ones again.',
  judge(comparison) {
    const { injections, pairs, rehearsal } = comparison
    const short = rehearsal.journal.calls.filter(isShort)
    if (short.length === 0) return inconclusive('each text got a vector')
    if (injections.some(({ fault }) => fault.shows !== 'wrong-vectors')) return inconclusive('something else was wrong as well')
    const since = Math.min(...short.map(({ startedAt }) => startedAt))
    for (const pair of pairs.filter(({ run }) => run.endedAt >= since)) {
      const how = otherValue(comparison, pair, short) ?? otherRequest(comparison, pair, short)
      // An index in another order can be correct.
      if (how !== undefined) return remark(`${how}, after ${inNumbers(short[0]!)}`)
    }
    return held
  },
}

/** Whether a response is complete, but has vectors for only some of the texts. */
function isShort(call: JournalCall): boolean {
  const vectors = vectorsIn(call.received)
  return call.call.operation === 'embed' && isWhole(call) && vectors > 0 && vectors < textsIn(call)
}

/** The journal has a line for each vector. */
function vectorsIn(text: string): number {
  return text === '' ? 0 : text.split('\n').length
}

function inNumbers(call: JournalCall): string {
  return `a response with ${vectorsIn(call.received)} vectors for ${textsIn(call)} texts`
}

function textsIn({ truth = '' }: JournalCall): number {
  return vectorsIn(truth)
}

/** A different value that does not report the failure, and is not the app's value without vectors. */
function otherValue(comparison: Comparison, { copy, wasCopy, before }: RunPair, short: readonly JournalCall[]): string | undefined {
  if (copy.outcome.settlement.type !== 'value' || wasCopy.outcome.settlement.type !== 'value') return undefined
  const differences = comparison.differences(copy, wasCopy, before)
  // A text from the batch does not report a failure.
  const tellsOfIt = ({ kind, is }: CopyDifference): boolean =>
    kind === 'added' || kind === 'emptied' || (saysThereIsNone(is) && !short.some((call) => typeof is === 'string' && contains(call, is)))
  if (copy.outcome.alerts.length > wasCopy.outcome.alerts.length || differences.some(tellsOfIt)) return undefined
  if (isFlagged(copy.value) && !isFlagged(wasCopy.value)) return undefined
  if (comparison.known.isDegraded(copy.value, comparison.answers)) return undefined
  const worst = differences.find((difference) => !isCount(difference) || isInVector(difference))
  return worst && inWords(worst)
}

/** Whether a number is in a list, like those of a vector. */
function isInVector({ path, is }: CopyDifference): boolean {
  return typeof is === 'number' && /\[\d+\]$/.test(path)
}

/** A later request that contains texts of the batch only in this run. */
function otherRequest({ known, baseline }: Comparison, { run }: RunPair, short: readonly JournalCall[]): string | undefined {
  const usual = new Set(baseline.journal.calls.map(requestOf))
  const texts = short.flatMap((call) => textsOf(call, 'user'))
  const other = run.calls.find(
    (call) =>
      call.call.operation === undefined &&
      !usual.has(requestOf(call)) &&
      !known.degradedRequests.has(requestOf(call)) &&
      texts.some(
        (text) => contains(call, text) && !baseline.journal.calls.some((was) => was.call.operation === undefined && contains(was, text)),
      ),
  )
  return other && `${other.provider} was sent "${lastUserText(other).slice(0, 60)}…", which contains another text`
}

function contains({ call }: JournalCall, text: string): boolean {
  return call.messages.some(({ parts }) => parts.some((part) => 'text' in part && part.text.includes(text)))
}
