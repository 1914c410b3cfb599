import { counted } from '../engine/base/counted.ts'
import type { AnswerSource } from '../engine/model/answer.ts'
import type { Call } from '../engine/model/call.ts'
import { BrownoutError } from '../engine/base/errors.ts'
import { checkValue, listLike } from '../engine/base/options.ts'
import { answerOf, checkSaid, type ScriptedAnswer } from './said.ts'

/**
 * Answers line by line: each prompt gets the next line, and a retry of it gets the same line again.
 * @throws BrownoutError if a line is not an answer. A call fails if there are more prompts than lines.
 * @example
 * brownout({ providers: [openai()], answers: answers.script([{ toolCalls: [{ name: 'find_order' }] }, 'It is on its way.']) })
 */
export function script(lines: readonly (ScriptedAnswer | ((call: Call) => ScriptedAnswer | Promise<ScriptedAnswer>))[]): AnswerSource {
  checkValue('answers.script()', lines, listLike('["It is on its way."]'))
  for (const [index, line] of lines.entries()) if (typeof line !== 'function') checkSaid(`answers.script(): line ${index + 1}`, line)
  const source: AnswerSource = async (call, { random, remember }) => {
    if (call.operation !== undefined) return undefined
    const places = remember(source, () => new Map<string, number>())
    const place = places.get(call.key) ?? places.size
    places.set(call.key, place)
    const line = lines[place]
    if (line === undefined) {
      throw new BrownoutError(
        `The script has ${counted(lines.length, 'line')}, and this is question ${place + 1}. Add a line, or use answers.from(...) to answer any question.`,
      )
    }
    const said: unknown = typeof line === 'function' ? await line(call) : line
    checkSaid(`answers.script(): line ${place + 1}`, said)
    return answerOf(said, call, random)
  }
  return source
}
