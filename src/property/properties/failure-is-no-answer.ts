import {
  defineProperty,
  held,
  inconclusive,
  isFailedTool,
  judgeEach,
  saysDoubtful,
  saysFailed,
  textsWithin,
  violated,
  type Property,
  type TaskEvidence,
  type Verdict,
} from '../../kit.ts'

/** What says that there was something to look at, and nothing in it. */
const emptiness =
  /\b(?:no|zero|0) (?:\w+ )?(?:results?|items?|matches|matching|records?|entries|documents?|hits|orders?|data)\b|\bnothing (?:was )?found\b|\b(?:did not|didn't) find any/i

/** Whether a value is one that holds nothing, such as an empty list. */
function isEmpty(value: unknown): boolean {
  if (value === '') return true
  if (Array.isArray(value)) return value.length === 0
  if (typeof value !== 'object' || value === null) return false
  const members = Object.values(value)
  return members.length > 0 && members.every((member) => isEmpty(member) || member === 0)
}

function judgeTask({ calls, settlement }: TaskEvidence): Verdict {
  const failed = calls.findLast(isFailedTool)
  if (failed === undefined) return inconclusive('no call of a tool failed')
  if (settlement.type !== 'value') return settlement.type === 'error' ? held : inconclusive('the task did not settle')
  const later = calls.slice(calls.indexOf(failed) + 1)
  if (later.some(({ call }) => call.operation === 'call-tool')) return inconclusive('another call of a tool succeeded after one had failed')
  const text = textsWithin(settlement.value).join('\n')
  if (saysFailed(text) || saysDoubtful(settlement.value)) return held
  if (!isEmpty(settlement.value) && !emptiness.test(text)) return inconclusive('the answer does not show what the task made of the failure')
  return violated(
    `"${failed.model}" failed, and the task answered as if there were nothing: ${text.trim() === '' ? 'an empty value' : `"${text.slice(0, 80)}"`}`,
  )
}

/**
 * A task whose tool failed does not answer that there is nothing: it rejects, or says that something went wrong.
 * @example
 * failureIsNoAnswer()
 */
export function failureIsNoAnswer(): Property {
  return defineProperty({
    id: 'failure-is-no-answer',
    statement: 'a tool that failed is not reported as one that found nothing',
    evidence: 'journal and the value of the task',
    hint: 'Distinguish an empty result from a failed call: look at isError, let errors through, and say what could not be looked up.',
    judge: (evidence) => judgeEach(evidence, judgeTask),
  })
}
