import type { AnswerSource } from '../engine/model/answer.ts'
import type { Call } from '../engine/model/call.ts'
import { checkValue, functionLike } from '../engine/base/options.ts'
import { answerOf, checkSaid, type ScriptedAnswer } from './said.ts'

/**
 * Answers with a function. If it returns `undefined`, the call gets a default answer.
 * @throws BrownoutError if it is not a function. A call fails if the function returns anything other than an answer or `undefined`.
 * @example
 * brownout({ providers: [openai()], answers: answers.from((call) => (call.tools.length > 0 ? { toolCalls: [{ name: 'find' }] } : 'Yes.')) })
 */
export function from(speak: (call: Call) => ScriptedAnswer | undefined | Promise<ScriptedAnswer | undefined>): AnswerSource {
  checkValue('answers.from()', speak, functionLike('(call) => "Yes."'))
  return async (call, { random }) => {
    const said: unknown = await speak(call)
    if (said === undefined) return undefined
    checkSaid('answers.from(): the answer', said)
    return answerOf(said, call, random)
  }
}
