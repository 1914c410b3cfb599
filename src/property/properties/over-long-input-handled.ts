import { defineProperty, isAnswer, violated, held, inconclusive, judgeEach, type Property } from '../../kit.ts'

/**
 * Input beyond the context window is not sent again unchanged, and the task does not resolve without an answer.
 * @example
 * overLongInputHandled()
 */
export function overLongInputHandled(): Property {
  return defineProperty({
    id: 'over-long-input-handled',
    statement: 'input beyond the window is not sent again as it is, and the task does not resolve without an answer',
    evidence: 'journal and outcome',
    hint: 'Count tokens before the call. Where the input is too long, refuse clearly, summarize, or take a model with a larger window.',
    judge: (evidence) =>
      judgeEach(evidence, ({ calls, settlement }) => {
        const refused = calls.filter(({ problem }) => problem?.kind === 'context-length-exceeded')
        if (refused.length === 0) return inconclusive('no input was too long')
        const again = refused.find((call) =>
          calls.slice(calls.indexOf(call) + 1).some(({ provider, key }) => provider === call.provider && key === call.key),
        )
        if (again !== undefined) return violated(`${again.provider} found the input too long, and was sent the same again`)
        return settlement.type === 'value' && !calls.some(isAnswer)
          ? violated('the input was too long, nothing answered, and the task resolved all the same')
          : held
      }),
  })
}
