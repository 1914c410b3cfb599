import type { JournalCall } from '../../../engine/model/journal.ts'
import { isAnswer } from '../../verdict/calls.ts'
import { failureAsValue } from '../../verdict/failure-as-value.ts'
import { held, inconclusive, remark, violated } from '../../verdict/verdict.ts'
import { textsWithin } from '../../verdict/values.ts'
import { partOf, saysWhatWasAsked } from '../calls.ts'
import type { BaselineCheck } from '../check.ts'
import { short, type Comparison, type CopyDifference, type RunPair } from '../comparison.ts'
import { saysThereIsNone } from '../honest-words.ts'
import { marksItself } from '../marks.ts'

/** An app that rejects if a provider is down does not treat other failures as results. */
export const failuresReported: BaselineCheck = {
  id: 'failures-reported',
  title: 'A failure becomes an ordinary result',
  statement: 'a failure does not become an ordinary result: no approval, no zero, no "not found" that is not from the model',
  hint: 'Use a type of its own for a failed call, not a status or an empty text, and let the failure reach the caller.',
  judge(comparison) {
    const [pair] = comparison.pairs
    if (pair === undefined || pair.wasCopy.outcome.settlement.type !== 'value') return inconclusive('the baseline run does not resolve')
    const { run, copy } = pair
    const failure = failureAsValue(
      copy.value,
      run.calls,
      comparison.known.undisturbed.flatMap(({ runs }) => runs.flatMap(({ copies }) => copies.map(({ value }) => value))),
    )
    if (failure !== undefined && copy.outcome.settlement.type === 'value') return (failure.isStated ? remark : violated)(failure.how)
    if (run.calls.length === 0 || run.calls.some((call) => saysWhatWasAsked(call) || hasArrived(call)))
      return inconclusive('a call was answered')
    if (copy.outcome.settlement.type !== 'value') return held
    const { value } = copy
    const isPartial = run.calls.some((call) => textsWithin(value).some((text) => text.includes(partOf(call) ?? '\0')))
    if (isPartial || saysThereIsNone(value) || isOfItsOwn(comparison, pair)) return held
    const rejects = comparison.known.degraded.some(({ outcome }) => outcome.settlement.type === 'error')
    return remark(
      `no call was answered${run.calls.some(isAnswer) ? ' as requested' : ''}, and the task resolves to ${short(value)}${rejects ? '; with HTTP 500 it rejects' : ', which does not report a failure'}`,
    )
  },
}

/** Whether the complete answer arrived, and only the end of the response is missing. */
function hasArrived({ received, truth }: JournalCall): boolean {
  return truth !== undefined && received.trim() !== '' && received.trim() === truth.trim()
}

/** Whether a part of the value that cannot be from an answer shows that it is the app's own. */
function isOfItsOwn(comparison: Comparison, { run, copy, wasCopy }: RunPair): boolean {
  const differences = comparison.differences(copy, wasCopy, 0)
  const choices = choicesOf(run.calls)
  const usual = usualTexts(comparison)
  const isOrdinary = ({ kind, is, was }: CopyDifference): boolean =>
    kind === 'changed' &&
    ((typeof is === 'number' && typeof was === 'number') || (typeof is === 'string' && (choices.has(is) || usual.has(is))))
  const others = differences.filter((difference) => !isOrdinary(difference))
  // A word that is not among the schema's choices is the app's own.
  const isOwnWord = ({ is, was }: CopyDifference): boolean => typeof is === 'string' && typeof was === 'string' && choices.has(was)
  return others.some(isOwnWord) || marksItself(copy, wasCopy, others)
}

/** The texts in the values of other runs. */
function usualTexts({ known }: Comparison): ReadonlySet<string> {
  return new Set(known.undisturbed.flatMap(({ runs }) => runs.flatMap(({ copies }) => copies.flatMap(({ value }) => textsWithin(value)))))
}

/** The texts that an answer can choose from, by the schemas of some requests. */
function choicesOf(calls: readonly JournalCall[]): ReadonlySet<string> {
  const schemas = calls.flatMap(({ call }) => [call.output?.schema, ...call.tools.map(({ parameters }) => parameters)])
  return new Set(schemas.flatMap(choicesIn))
}

/** The texts of all enumerations in a schema. */
function choicesIn(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return []
  return Object.entries(schema).flatMap(([keyword, member]: [string, unknown]) =>
    keyword === 'enum' || keyword === 'const' ? textsWithin([member]) : choicesIn(member),
  )
}
