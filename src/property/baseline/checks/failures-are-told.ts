import { failureAsValue } from '../../verdict/failure-as-value.ts'
import { held, inconclusive, remark, violated } from '../../verdict/verdict.ts'
import { textsWithin } from '../../verdict/values.ts'
import { isReadable, partOf } from '../calls.ts'
import type { BaselineCheck } from '../check.ts'
import { short } from '../comparison.ts'
import { saysThereIsNone } from '../honest-words.ts'
import { marksItself } from '../marks.ts'

/** An app that rejects if a provider is down does not take another failure for a result. */
export const failuresAreTold: BaselineCheck = {
  id: 'failures-are-told',
  title: 'A failure becomes an ordinary result',
  statement: 'a failure does not become an ordinary result: no approval, no zero, no "not found" that the model never said',
  hint: 'Tell a failed call from an answer by its type, and not by its status or by an empty text, and let a failure reach the caller.',
  judge(comparison) {
    const [pair] = comparison.pairs
    if (pair === undefined || pair.wasCopy.outcome.settlement.type !== 'value') return inconclusive('the baseline run does not resolve')
    const { run, copy, wasCopy } = pair
    const failure = failureAsValue(
      copy.value,
      run.calls,
      comparison.known.undisturbed.flatMap(({ runs }) => runs.flatMap(({ copies }) => copies.map(({ value }) => value))),
    )
    if (failure !== undefined && copy.outcome.settlement.type === 'value') return violated(failure)
    if (run.calls.length === 0 || run.calls.some(isReadable)) return inconclusive('a call was answered')
    if (copy.outcome.settlement.type !== 'value') return held
    const { value } = copy
    const isPartial = run.calls.some((call) => textsWithin(value).some((text) => text.includes(partOf(call) ?? '\0')))
    if (isPartial || marksItself(copy, wasCopy, comparison.differences(copy, wasCopy, 0)) || saysThereIsNone(value)) return held
    const rejects = comparison.known.degraded.some(({ outcome }) => outcome.settlement.type === 'error')
    return remark(
      `no call was answered, and the task resolves to ${short(value)}${rejects ? '; with HTTP 500 it rejects' : ', which does not say so'}`,
    )
  },
}
