import type { Answer, AnswerSource } from '../engine/model/answer.ts'
import { BrownoutError } from '../engine/base/errors.ts'
import { promptOf } from '../engine/kit/conversation.ts'
import type { Call, JsonSchema, Tool } from '../engine/model/call.ts'
import type { Random } from '../engine/base/random.ts'
import type { ReplyPart } from '../engine/model/reply.ts'
import { countReplyTokens, countTokens, deltasOfPart } from '../engine/kit/tokens.ts'
import { vectorsFor } from './embedding.ts'
import { mentionsIn, type Mentions } from './mentions.ts'
import { judgmentsFor } from './moderation.ts'
import { prose, topicOf } from './prose.ts'
import { promptedSchema } from './prompted-schema.ts'
import { toolCallId } from './said.ts'
import { shaped } from './schema/index.ts'
import { argumentsFor } from './tool-arguments.ts'
import { toolResultsOf, toolToCall } from './tool-choice.ts'

/** The schema of an answer if any JSON object is valid. */
export const anyObject: JsonSchema = {
  type: 'object',
  properties: { answer: { type: 'string' }, confident: { type: 'boolean' } },
  required: ['answer', 'confident'],
}

function toolCalls(tool: Tool, call: Call, mentions: Mentions, random: Random): readonly ReplyPart[] {
  const isParallel = call.parallelToolCalls && call.toolChoice === 'auto'
  return argumentsFor(tool, mentions, isParallel, random).map((given) => ({
    type: 'tool-call',
    id: toolCallId(call, random),
    name: tool.name,
    arguments: JSON.stringify(given),
  }))
}

/** Makes JSON for a schema that is only described in the prompt. If that is impossible, the answer is prose. */
function promptedJson(call: Call, mentions: Mentions, random: Random): string | undefined {
  const schema = promptedSchema(call)
  if (schema === undefined) return undefined
  try {
    return JSON.stringify(shaped(schema, random, mentions))
  } catch (error) {
    if (error instanceof BrownoutError) return undefined
    throw error
  }
}

function textFor(call: Call, mentions: Mentions, random: Random): string {
  const schema = call.output?.schema
  if (schema !== undefined) return JSON.stringify(shaped(schema, random, mentions))
  const prompted = promptedJson(call, mentions, random)
  if (prompted !== undefined) return prompted
  if (call.output !== undefined) return JSON.stringify(shaped(anyObject, random, mentions))
  return prose(mentions, toolResultsOf(call), random)
}

/** Makes a tool result: JSON of its output schema, or a text. */
function toolResult(call: Call, random: Random): readonly ReplyPart[] {
  const schema = call.output?.schema
  const mentions = mentionsIn(call)
  if (schema === undefined) return [{ type: 'text', text: prose(mentions, [], random) }]
  const text = JSON.stringify(shaped(schema, random, mentions))
  return [
    { type: 'data', text },
    { type: 'text', text },
  ]
}

/** Truncates a part to a number of tokens. A tool call is truncated in its arguments. */
function partWithin(part: ReplyPart, tokens: number): { readonly part: ReplyPart; readonly isCut: boolean } {
  if (countTokens(part.type === 'tool-call' ? part.arguments : part.text) <= tokens) return { part, isCut: false }
  let text = ''
  for (const delta of deltasOfPart(part)) {
    if (countTokens(text + delta) > tokens) break
    text += delta
  }
  return { part: part.type === 'tool-call' ? { ...part, arguments: text } : { ...part, text }, isCut: true }
}

/** Truncates parts to a number of tokens. Nothing follows a truncated part. */
function partsWithin(whole: readonly ReplyPart[], tokens: number): { readonly parts: readonly ReplyPart[]; readonly isCut: boolean } {
  const parts: ReplyPart[] = []
  let left = tokens
  for (const one of whole) {
    const { part, isCut } = partWithin(one, left)
    parts.push(part)
    if (isCut) return { parts, isCut }
    left -= countReplyTokens(part)
  }
  return { parts, isCut: false }
}

/** Makes the reasoning before an answer, if the app requested it. */
export function reasoningFor(call: Call): readonly ReplyPart[] {
  return call.reasoning
    ? [{ type: 'reasoning', text: `The user asks about ${topicOf(promptOf(call))}. I look at what is known and answer briefly.` }]
    : []
}

/**
 * Answers any request: with prose, with JSON that is valid for the schema of the request or of the prompt, or with a tool call if one is
 * required, or if a tool matches the prompt and none has answered yet. Values are from the conversation if they fit; the rest is invented
 * from the seed. Texts to embed get vectors that are close for similar texts. A reply above the app's token limit is truncated and reported
 * as such.
 * @throws BrownoutError if no value can satisfy a schema, naming the keyword and the path
 */
export const defaultAnswers: AnswerSource = (call, { random }): Answer => {
  if (call.operation === 'embed') return { parts: vectorsFor(call) }
  if (call.operation === 'moderate') return { parts: judgmentsFor(call) }
  if (call.operation === 'call-tool') return { parts: toolResult(call, random) }
  const tool = toolToCall(call)
  const mentions = mentionsIn(call)
  const whole: readonly ReplyPart[] =
    tool === undefined ? [{ type: 'text', text: textFor(call, mentions, random) }] : toolCalls(tool, call, mentions, random)
  const { parts, isCut } = partsWithin(whole, call.maxTokens ?? Infinity)
  return { parts: [...reasoningFor(call), ...parts], ...(isCut ? { finish: 'length' } : {}) }
}
