import {
  defineProperty,
  isAnswer,
  violated,
  held,
  inconclusive,
  judgeEach,
  remark,
  retriesIn,
  saysPartial,
  textsWithin,
  type Property,
} from '../../kit.ts'

const tellsOfLength = /too (long|large|big|many|much)|length|limit|exceed|context|window|token|shorten|shorter|split|truncat|maximum|size/i

/** Whether a value reports that the answer is missing, or why. */
function tellsWhy(value: unknown): boolean {
  return value === undefined || value === null || saysPartial(value) || textsWithin(value).some((text) => tellsOfLength.test(text))
}

/**
 * Input beyond the context window is not sent again unchanged. A remark is added if the task resolves without an answer and the value
 * does not report why.
 * @example
 * handlesOverLongInput()
 */
export function handlesOverLongInput(): Property {
  return defineProperty({
    id: 'handles-over-long-input',
    statement: 'input beyond the context window is not sent again as it is',
    evidence: 'journal and outcome',
    hint: 'Count tokens before the call. If the input is too long, refuse clearly, summarize, or use a model with a larger window.',
    judge: (evidence) =>
      judgeEach(evidence, ({ calls, settlement }) => {
        const isRefused = ({ problem }: (typeof calls)[number]): boolean => problem?.kind === 'context-length-exceeded'
        if (!calls.some(isRefused)) return inconclusive('no input was too long')
        const again = retriesIn(calls).find(({ failed }) => isRefused(failed))
        if (again !== undefined) return violated(`${again.call.provider} rejected the input as too long and got it again`)
        return settlement.type === 'value' && !calls.some(isAnswer) && !tellsWhy(settlement.value)
          ? remark('the input was too long, no call was answered, and the value is not marked')
          : held
      }),
  })
}
