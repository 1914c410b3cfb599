import type { AnswerSource } from '../engine/model/answer.ts'
import type { Call } from '../engine/model/call.ts'
import { answerOf, type ScriptedAnswer } from './said.ts'

/**
 * Answers by a function. What it gives no answer to is left to the default answers.
 * @example
 * brownout({ providers: [openai()], answers: answers.from((call) => (call.tools.length > 0 ? { toolCalls: [{ name: 'find' }] } : 'Yes.')) })
 */
export function from(speak: (call: Call) => ScriptedAnswer | undefined | Promise<ScriptedAnswer | undefined>): AnswerSource {
  return async (call, { random }) => {
    const said = await speak(call)
    return said === undefined ? undefined : answerOf(said, call, random)
  }
}
