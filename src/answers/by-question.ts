import { z } from 'zod'
import { BrownoutError } from '../engine/base/errors.ts'
import { checkNames, wordingOfIssues } from '../engine/base/wrong-value.ts'
import { promptOf } from '../engine/kit/conversation.ts'
import type { AnswerSource } from '../engine/model/answer.ts'
import type { Call } from '../engine/model/call.ts'
import { expressionOf, textOrExpression } from '../engine/plan/triggers/expression.ts'
import { facts } from './facts.ts'
import { from } from './from.ts'
import { checkSaid, type ScriptedAnswer } from './said.ts'

const shape = {
  /** A part of the prompt: a text, or a `/regular expression/`. Any prompt if it is missing. */
  prompt: textOrExpression('expected a text, or a regular expression such as /refund/i').optional(),
  /** The true answer, converted to the requested format. Faults that inject lies use it. */
  truth: z.string().optional(),
  lies: z.array(z.string()).optional(),
  /** Structured output. */
  json: z.unknown().optional(),
}

/** Members of an answer that `answers.from` accepts. */
const answerMembers = ['text', 'reasoning', 'refusal', 'toolCalls', 'model', 'finish', 'usage']

const lineSchema = z.looseObject(shape)
type Line = z.output<typeof lineSchema>

/**
 * Reads answers by prompt, as in an answers file: the first line that matches answers. Other prompts get the default answers.
 * @param what names the list in messages, such as `Cannot read the answers of "answers.json"`
 * @throws BrownoutError if a line has no answer, or an unknown member
 * @example
 * byQuestion([{ prompt: '/refund/i', truth: '30 days', lies: ['90 days'] }, { text: 'I do not know.' }], 'Cannot read the answers')
 */
export function byQuestion(given: readonly unknown[], what: string): AnswerSource {
  const lines = given.map((line, index) => checkedLine(line, `${what}: line ${index + 1}`))
  const sources = lines.map((line) => [line, sourceOf(line)] as const)
  return (call, context) => {
    const found = sources.find(([line]) => fits(line, call))
    return found?.[1](call, context)
  }
}

function checkedLine(given: unknown, what: string): Line {
  const { success, data, error } = lineSchema.safeParse(given)
  if (!success) throw new BrownoutError(`${what} is not an answer: ${wordingOfIssues(error.issues, given)}.`)
  checkNames(what, data, [...Object.keys(shape), ...answerMembers])
  const isFact = data.truth !== undefined
  if (isFact && data.prompt === undefined) throw new BrownoutError(`${what} has a "truth" and no "prompt": expected its prompt.`)
  if (!isFact && data.json === undefined && !['text', 'refusal', 'toolCalls'].some((name) => name in data))
    throw new BrownoutError(`${what} has no answer: expected a text, toolCalls, json, refusal or truth.`)
  if (!isFact) checkSaid(what, saidIn(data))
  return data
}

function saidIn({ prompt: _prompt, truth: _truth, lies: _lies, json, ...said }: Line): ScriptedAnswer {
  return json === undefined ? said : { text: JSON.stringify(json), ...said }
}

/** Makes the source of a line, which is called only for matching prompts. */
function sourceOf(line: Line): AnswerSource {
  const { truth, lies = [] } = line
  if (truth !== undefined) return facts([{ prompt: /(?:)/, truth, lies }])
  return from(() => saidIn(line))
}

/** A tool call answers a prompt; a later line answers its result. */
function fits({ prompt, toolCalls }: Line, call: Call): boolean {
  if (toolCalls !== undefined && call.messages.at(-1)?.parts.some(({ type }) => type === 'tool-result') === true) return false
  if (prompt === undefined) return true
  const question = promptOf(call)
  return expressionOf(prompt)?.test(question) ?? question.toLowerCase().includes(prompt.toLowerCase())
}
