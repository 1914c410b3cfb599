import type { Answer, AnswerSource } from '../engine/model/answer.ts'
import { promptOf, textOf } from '../engine/kit/conversation.ts'
import type { Call, JsonSchema } from '../engine/model/call.ts'
import { checkMembers, checkValue, listLike, type Expectation, type OptionTable } from '../engine/base/options.ts'
import type { Random } from '../engine/base/random.ts'
import type { ReplyPart } from '../engine/model/reply.ts'
import { anyObject, reasoningFor } from './default.ts'
import { toolCallId } from './said.ts'
import { shaped, shapedSaying } from './schema/index.ts'
import { demandedTool } from './tool-choice.ts'

/** A fact, and the wrong versions that a model might state instead. */
export interface AnswerFact {
  /** The prompt: an expression, or words in it. */
  readonly prompt: RegExp | string
  readonly truth: string
  readonly lies?: readonly string[]
  /**
   * Its source: an expression, or words, of the message that contains it. A model that has not read that message
   * invents an answer.
   */
  readonly writtenIn?: RegExp | string
}

const sought: Expectation = {
  expected: 'a text or a regular expression, such as /refund/i',
  accepts: (value) => (typeof value === 'string' && value !== '') || value instanceof RegExp,
}

const factTable: OptionTable<AnswerFact> = {
  prompt: sought,
  truth: { expected: 'a text', accepts: (value) => typeof value === 'string' },
  lies: listLike('["90 days"]', (lie) => typeof lie === 'string'),
  writtenIn: sought,
}

function isIn(text: string, sought: RegExp | string): boolean {
  return typeof sought === 'string'
    ? text.toLowerCase().includes(sought.toLowerCase())
    : new RegExp(sought.source, sought.flags.replace('g', '')).test(text)
}

function isKnown({ prompt, writtenIn }: AnswerFact, call: Call): boolean {
  return isIn(promptOf(call), prompt) && (writtenIn === undefined || isIn(textOf(call), writtenIn))
}

/** Makes a sentence of a truth, if it is not one. */
function sentenceOf(truth: string): string {
  return /[.!?]$/.test(truth.trim()) ? truth : `According to our records, the answer is ${truth}.`
}

/** Rates a field by its name: fields for free text first, those for names last. */
function suitability(name: string): number {
  if (/answer|text|message|content|reply|response|result|summary|explanation|reason|detail|description|policy/i.test(name)) return 0
  return /(^|_)id$|Id$|e-?mail|url|name|date|phone|title|status|language|currency/.test(name) ? 2 : 1
}

/** Makes JSON of a schema that states the truth and returns whether it does: a schema can have no field for it. */
function statingJson(schema: JsonSchema, truth: string, random: Random): { readonly json: string; readonly isStated: boolean } {
  const stating = shapedSaying(schema, random, truth, suitability)
  return { json: JSON.stringify(stating ?? shaped(schema, random)), isStated: stating !== undefined }
}

function statement({ truth, lies = [] }: AnswerFact, call: Call, random: Random): Answer {
  const tool = demandedTool(call)
  const schema = tool?.parameters ?? (call.output === undefined ? undefined : (call.output.schema ?? anyObject))
  const { json, isStated } = schema === undefined ? { json: sentenceOf(truth), isStated: true } : statingJson(schema, truth, random)
  const part: ReplyPart =
    tool === undefined
      ? { type: 'text', text: json }
      : { type: 'tool-call', id: toolCallId(call, random), name: tool.name, arguments: json }
  return { parts: [...reasoningFor(call), part], facts: isStated ? [{ truth, lies }] : [] }
}

/**
 * Answers with known facts and marks their lies for faults. JSON and tool calls contain the truth in the field that suits it best. Other
 * prompts get the default answers.
 * @throws BrownoutError if a fact has no prompt or no truth, or an unknown member
 * @example
 * answers.facts([{ prompt: /refund/i, truth: '30 days', lies: ['90 days'] }])
 */
export function facts(known: readonly AnswerFact[]): AnswerSource {
  checkValue('answers.facts()', known, listLike('[{ prompt: /refund/i, truth: "30 days" }]'))
  for (const [index, fact] of known.entries())
    checkMembers<AnswerFact>(`answers.facts(): fact ${index + 1}`, fact, factTable, ['prompt', 'truth'])
  return (call, { random }) => {
    const fact = known.find((candidate) => isKnown(candidate, call))
    return fact === undefined ? undefined : statement(fact, call, random)
  }
}
