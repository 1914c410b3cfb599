import type { JournalCall } from '../../../engine/model/journal.ts'
import { hasFailed, isAnswer } from '../../verdict/calls.ts'
import { held, inconclusive, remark } from '../../verdict/verdict.ts'
import type { BaselineCheck } from '../check.ts'
import { targetOf, type RunPair } from '../comparison.ts'
import { marksItself } from '../marks.ts'
import { requestOf } from '../requests.ts'

/** The shortest answer that is looked for in later requests. */
const shortest = 20

/** What a step would have given to the next is not left out in silence. */
export const inputsNotLost: BaselineCheck = {
  id: 'inputs-not-lost',
  title: 'A later step works without the result of one that failed',
  statement: 'if a step fails whose answer later requests contain, the task says so, or does without those requests',
  hint: 'Keep the input of a step until its result is there: a history is not shortened before its summary exists.',
  judge(comparison) {
    const judged = comparison.pairs.filter(({ run, copy }) => run.calls.some(hasFailed) && copy.outcome.settlement.type === 'value')
    if (judged.length === 0) return inconclusive('no call failed, or no run resolves')
    for (const pair of judged) {
      const lost = lostIn(pair)
      if (lost === undefined || marksItself(pair.copy, pair.wasCopy, comparison.differences(pair.copy, pair.wasCopy, pair.before))) continue
      return remark(`${targetOf(lost)} failed, and later requests are sent without its answer, which they contain without a fault`)
    }
    return held
  },
}

/** A call that was never answered, and whose answer is in a later request of the baseline run, but in none here. */
function lostIn({ run, was }: RunPair): JournalCall | undefined {
  return run.calls.filter(hasFailed).find((failed) => {
    const request = requestOf(failed)
    if (run.calls.some((call) => isAnswer(call) && requestOf(call) === request)) return false
    const usual = was.calls.find((call) => isAnswer(call) && requestOf(call) === request && call.received.length >= shortest)
    if (usual === undefined || !was.calls.some((call) => call !== usual && contains(call, usual.received))) return false
    return run.calls.some((call) => call !== failed && call.startedAt >= failed.startedAt && requestOf(call) !== request && isAnswer(call))
  })
}

function contains({ call }: JournalCall, text: string): boolean {
  return call.messages.some(
    ({ role, parts }) => role !== 'assistant' && parts.some((part) => 'text' in part && part.text.includes(text.trim())),
  )
}
