import type { Answer, AnswerSource } from '../engine/model/answer.ts'
import { questionOf } from '../engine/kit/conversation.ts'
import type { Call, JsonSchema, Tool } from '../engine/model/call.ts'
import type { Random } from '../engine/base/random.ts'
import type { ReplyPart } from '../engine/model/reply.ts'
import { countTokens, deltasOf } from '../engine/kit/tokens.ts'
import { vectorsFor } from './embedding.ts'
import { judgmentsFor } from './moderation.ts'
import { prose, topicOf } from './prose.ts'
import { toolCallId } from './said.ts'
import { shaped, shapedSaying } from './schema/index.ts'
import { toolResultsOf, toolToCall } from './tool-choice.ts'

/** What is answered where any JSON object will do. */
export const anyObject: JsonSchema = {
  type: 'object',
  properties: { answer: { type: 'string' }, confident: { type: 'boolean' } },
  required: ['answer', 'confident'],
}

/** What the app's question says of an order or a case: `A-1234`, `#77`. */
function identifierIn(question: string): string | undefined {
  return /#?\b([A-Z]{0,4}-?\d{2,})\b/.exec(question)?.[1]
}

function toolCall(tool: Tool, call: Call, random: Random): ReplyPart {
  const { parameters } = tool
  const asked = identifierIn(questionOf(call))
  const given =
    asked === undefined
      ? undefined
      : shapedSaying(parameters, random, asked, (name) => (/id$|number|code|tracking|order|reference/i.test(name) ? 0 : undefined))
  return {
    type: 'tool-call',
    id: toolCallId(call, random),
    name: tool.name,
    arguments: JSON.stringify(given ?? shaped(parameters, random)),
  }
}

function textFor(call: Call, random: Random): string {
  if (call.output !== undefined) return JSON.stringify(shaped(call.output.schema ?? anyObject, random))
  const results = toolResultsOf(call)
  const found = results.length === 0 ? '' : ` We found this: ${results.join(' ')}`
  return prose(random, topicOf(questionOf(call))) + found
}

/** As much of a text as so many tokens are. */
function within(text: string, tokens: number): { readonly text: string; readonly isCut: boolean } {
  if (countTokens(text) <= tokens) return { text, isCut: false }
  let kept = ''
  for (const delta of deltasOf(text)) {
    if (countTokens(kept + delta) > tokens) break
    kept += delta
  }
  return { text: kept, isCut: true }
}

/** As much of a part as the app lets the reply have. A tool call is cut in its arguments. */
function partWithin(part: ReplyPart, tokens: number): { readonly part: ReplyPart; readonly isCut: boolean } {
  const { text, isCut } = within(part.type === 'tool-call' ? part.arguments : part.text, tokens)
  if (!isCut) return { part, isCut }
  return { part: part.type === 'tool-call' ? { ...part, arguments: text } : { ...part, text }, isCut }
}

/** What a model thinks before it answers, where the app asks for that. */
export function reasoningFor(call: Call): readonly ReplyPart[] {
  return call.reasoning
    ? [{ type: 'reasoning', text: `The user asks about ${topicOf(questionOf(call))}. I look at what is known and answer briefly.` }]
    : []
}

/**
 * Answers anything: prose for prose, JSON that is valid for the asked schema, a tool call where one must be or where a tool
 * speaks of what is asked and none has answered yet. Texts to embed get vectors that are near
 * where the texts are. All of it is invented, by seed. A reply that the app's most tokens do not
 * hold is cut, and says so.
 * @throws BrownoutError where a schema asks for what cannot be made, naming the keyword and the place
 */
export const defaultAnswers: AnswerSource = (call, { random }): Answer => {
  if (call.operation === 'embed') return { parts: vectorsFor(call) }
  if (call.operation === 'moderate') return { parts: judgmentsFor(call) }
  const tool = toolToCall(call)
  const whole: ReplyPart = tool === undefined ? { type: 'text', text: textFor(call, random) } : toolCall(tool, call, random)
  const { part, isCut } = partWithin(whole, call.maxTokens ?? Infinity)
  return { parts: [...reasoningFor(call), part], ...(isCut ? { finish: 'length' } : {}) }
}
