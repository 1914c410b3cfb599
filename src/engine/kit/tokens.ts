import { estimateTokenCount } from 'tokenx'
import type { MessagePart, Tool } from '../model/call.ts'
import type { ReplyPart } from '../model/reply.ts'

const counted = new Map<string, number>()
const mostCounted = 512

/** Estimates the tokens of a text; within a few percent of OpenAI's o200k on English prose. */
export function countTokens(text: string): number {
  if (text === '') return 0
  // Prompts and answers come again and again in a test, and counting costs more than all else in a call.
  const known = counted.get(text)
  if (known !== undefined) return known
  if (counted.size >= mostCounted) counted.clear()
  const count = estimateTokenCount(text)
  counted.set(text, count)
  return count
}

/** What providers bill for a low-detail image (https://platform.openai.com/docs/guides/images-vision, "85 tokens"). */
const tokensPerImage = 85

function tokensOfMessagePart(part: MessagePart): number {
  if (part.type === 'image' || part.type === 'file') return tokensPerImage
  return countTokens(part.type === 'tool-call' ? part.name + part.arguments : part.text)
}

/** Estimates the tokens of a prompt: its texts, its tools, and a few for each message. */
export function countInputTokens(messages: readonly { readonly parts: readonly MessagePart[] }[], tools: readonly Tool[]): number {
  const perMessage = 4
  const spoken = messages.reduce(
    (sum, message) => sum + perMessage + message.parts.reduce((tokens, part) => tokens + tokensOfMessagePart(part), 0),
    0,
  )
  return spoken + (tools.length === 0 ? 0 : countTokens(JSON.stringify(tools)))
}

/** Estimates the tokens of a part of a reply. */
export function countReplyTokens(part: ReplyPart): number {
  // Vectors and scores are billed by what was sent.
  if (part.type === 'data') return 0
  return countTokens(part.type === 'tool-call' ? part.name + part.arguments : part.text)
}

const longestDelta = 24
const delta = new RegExp(String.raw`\s*\S{1,${longestDelta}}|\s+$`, 'gu')

/** Answers come again and again in a test. Long ones are split while they are read, so that they cost no memory. */
const split = new Map<string, readonly string[]>()
const longestSplit = 4_096
const mostSplit = 512

/**
 * Splits a text into deltas as a provider streams it: a word with the space before it, or a part of a long word. Long texts are split lazily. Never splits
 * a character. The deltas joined are the text.
 * @example
 * [...deltasOf('It is late.')] // => ['It', ' is', ' late.']
 */
export function deltasOf(text: string): Iterable<string> {
  if (text.length > longestSplit) return lazyDeltasOf(text)
  const known = split.get(text)
  if (known !== undefined) return known
  if (split.size >= mostSplit) split.clear()
  const deltas = text.match(delta) ?? []
  split.set(text, deltas)
  return deltas
}

function* lazyDeltasOf(text: string): Generator<string, void, undefined> {
  for (const [piece] of text.matchAll(delta)) yield piece
}
