import type { Answer, AnswerSource } from '../engine/answer.ts'
import { questionOf, type Call, type JsonSchema, type Tool } from '../engine/call.ts'
import type { Random } from '../engine/random.ts'
import type { ReplyPart } from '../engine/reply.ts'
import { countTokens, deltasOf } from '../engine/tokens.ts'
import { prose, topicOf } from './prose.ts'
import { toolCallId } from './said.ts'
import { shaped } from './schema/index.ts'

const anyObject: JsonSchema = { type: 'object', properties: { answer: { type: 'string' }, confident: { type: 'boolean' } }, required: ['answer', 'confident'] }

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/\p{L}{4,}/gu))
}

/** Whether a tool speaks of what is asked: its name or description shares a word with the question. */
function isAbout(tool: Tool, question: ReadonlySet<string>): boolean {
  return [...wordsOf(`${tool.name.replaceAll('_', ' ')} ${tool.description ?? ''}`)].some((word) => question.has(word))
}

function resultsOf(call: Call): string[] {
  const lastQuestion = call.messages.findLastIndex((message) => message.role === 'user' && message.parts.some((part) => part.type === 'text'))
  return call.messages.slice(lastQuestion + 1).flatMap((message) => message.parts.flatMap((part) => (part.type === 'tool-result' ? [part.text] : [])))
}

/** The tool that would be called: the one that must be, or one that fits the question and has not been asked yet. */
function toolToCall(call: Call): Tool | undefined {
  const { toolChoice, tools } = call
  if (toolChoice === 'none' || tools.length === 0) return undefined
  if (typeof toolChoice === 'object') return tools.find((tool) => tool.name === toolChoice.name)
  const question = wordsOf(questionOf(call))
  const fitting = tools.find((tool) => isAbout(tool, question))
  if (toolChoice === 'required') return fitting ?? tools[0]
  return resultsOf(call).length === 0 ? fitting : undefined
}

/** What the app's question says of an order or a case, where a tool asks for it. */
function identifierIn(question: string): string | undefined {
  return /#?([A-Z]{0,4}-?\d{2,})/.exec(question)?.[1]
}

function toolCall(tool: Tool, call: Call, random: Random): ReplyPart {
  const given = identifierIn(questionOf(call))
  return { type: 'tool-call', id: toolCallId(call, random), name: tool.name, arguments: JSON.stringify(shaped(tool.parameters, random, given)) }
}

function textFor(call: Call, random: Random): string {
  if (call.output !== undefined) return JSON.stringify(shaped(call.output.schema ?? anyObject, random))
  const results = resultsOf(call)
  const found = results.length === 0 ? '' : ` We found this: ${results.join(' ')}`
  return prose(random, topicOf(questionOf(call))) + found
}

/** As much of a text as the app lets the reply have. */
function within(text: string, tokens: number | undefined): { text: string; isCut: boolean } {
  if (tokens === undefined || countTokens(text) <= tokens) return { text, isCut: false }
  let kept = ''
  for (const delta of deltasOf(text)) {
    if (countTokens(kept + delta) > tokens) break
    kept += delta
  }
  return { text: kept, isCut: true }
}

/**
 * Answers anything: prose for prose, JSON that is valid for the asked schema, a tool call where one must be or where a tool
 * speaks of what is asked. All of it is invented, by seed.
 */
export const defaultAnswers: AnswerSource = (call, { random }): Answer => {
  const reasoning: ReplyPart[] = call.reasoning ? [{ type: 'reasoning', text: `The user asks about ${topicOf(questionOf(call))}. I look at what is known and answer briefly.` }] : []
  const tool = toolToCall(call)
  if (tool !== undefined) return { parts: [...reasoning, toolCall(tool, call, random)] }
  const { text, isCut } = within(textFor(call, random), call.maxTokens)
  return { parts: [...reasoning, { type: 'text', text }], finish: isCut ? 'length' : 'stop' }
}
