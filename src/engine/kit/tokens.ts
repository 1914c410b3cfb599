import { estimateTokenCount } from 'tokenx'
import type { MessagePart, Tool } from '../model/call.ts'
import type { ReplyPart } from '../model/reply.ts'

const counted = new Map<string, number>()
const mostCounted = 512
/** From how many characters on a count is not kept: the text would be, too. */
const longestCounted = 100_000

/** Estimates the tokens of a text; within a few percent of OpenAI's o200k on English prose. */
export function countTokens(text: string): number {
  if (text === '') return 0
  // A test repeats prompts and answers often, and counting is the most expensive part of a call.
  const known = counted.get(text)
  if (known !== undefined) return known
  if (counted.size >= mostCounted) counted.clear()
  const count = estimateTokenCount(text)
  if (text.length <= longestCounted) counted.set(text, count)
  return count
}

/** The tokens that providers bill for a low-detail image (https://platform.openai.com/docs/guides/images-vision, "85 tokens"). */
const tokensPerImage = 85

function tokensOfMessagePart(part: MessagePart): number {
  if (part.type === 'image' || part.type === 'file') return tokensPerImage
  return countTokens(part.type === 'tool-call' ? part.name + part.arguments : part.text)
}

/** Estimates the tokens of a prompt: its texts, its tools, and a few per message. */
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
  // Vectors and scores are billed by input.
  if (part.type === 'data') return 0
  return countTokens(part.type === 'tool-call' ? part.name + part.arguments : part.text)
}

const longestDelta = 24
const word = new RegExp(String.raw`\s*\S{1,${longestDelta}}|\s+$`, 'gu')
/** How tokenizers split JSON: names, values and punctuation, each one token or more. */
const token = /\s*[\p{L}\p{M}\p{N}]{1,12}|\s*[^\p{L}\p{M}\p{N}\s]{1,4}|\s+$/gu

/** A test repeats answers often. Long ones are split while they are read, so that they use no memory. */
const split = new Map<RegExp, Map<string, readonly string[]>>([
  [word, new Map()],
  [token, new Map()],
])
const longestSplit = 4_096
const mostSplit = 512

/**
 * Splits a text into deltas as a provider streams it: a word with the space before it, or a part of a long word. Long texts are split
 * lazily. Never splits a character. Joined, the deltas are the text.
 * @example
 * [...deltasOf('It is late.')] // => ['It', ' is', ' late.']
 */
export function deltasOf(text: string): Iterable<string> {
  return piecesOf(text, word)
}

/**
 * Splits a part of a reply into deltas as a provider streams it. The JSON arguments of a tool call arrive token by token, so that they can
 * end within a name or a value.
 * @example
 * const call = { type: 'tool-call', id: 'call_1', name: 'find', arguments: '{"city":"Oslo"}' } as const
 * [...deltasOfPart(call)] // => ['{"', 'city', '":"', 'Oslo', '"}']
 */
export function deltasOfPart(part: ReplyPart): Iterable<string> {
  if (part.type !== 'tool-call') return deltasOf(part.text)
  return piecesOf(part.arguments, part.isFreeText === true ? word : token)
}

function piecesOf(text: string, piece: RegExp): Iterable<string> {
  if (text.length > longestSplit) return lazyPiecesOf(text, piece)
  const splitSo = split.get(piece)!
  const known = splitSo.get(text)
  if (known !== undefined) return known
  if (splitSo.size >= mostSplit) splitSo.clear()
  const pieces = text.match(piece) ?? []
  splitSo.set(text, pieces)
  return pieces
}

function* lazyPiecesOf(text: string, piece: RegExp): Generator<string, void, undefined> {
  for (const [found] of text.matchAll(piece)) yield found
}
