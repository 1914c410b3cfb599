import fc from 'fast-check'
import type { Answer } from '../../src/engine/model/answer.ts'
import type { FinishReason, ReplyPart } from '../../src/engine/model/reply.ts'

const words = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.lorem({ maxCount: 400, mode: 'words' }),
  fc.constant(''),
  fc.constant('\u2028 "quoted"\\ \r\n\ndata: [DONE]\n\n'),
)

const toolCall = fc.record({
  type: fc.constant('tool-call' as const),
  id: fc.stringMatching(/^call_[a-zA-Z0-9]{24}$/),
  name: fc.stringMatching(/^[a-zA-Z0-9_-]{1,64}$/),
  arguments: fc
    .dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue({ maxDepth: 3 }), { noNullPrototype: true })
    .map((given) => JSON.stringify(given))
    // Clients that copy what they have parsed, such as that of AWS, take this name for the prototype, and lose it.
    .filter((json) => !json.includes('"__proto__":')),
})

const spoken = fc.record({ type: fc.constantFrom('text' as const, 'reasoning' as const, 'refusal' as const), text: words })
const usage = fc.record({
  inputTokens: fc.nat(1e6),
  outputTokens: fc.nat(1e6),
  reasoningTokens: fc.nat(1e6),
  cachedInputTokens: fc.constant(0),
})

/** Possible answers of a model: any text, several parts in any order, empty ones, any finish reason. */
export const replies: fc.Arbitrary<Answer & { readonly finish: FinishReason }> = fc.record({
  parts: fc.array(fc.oneof(spoken, toolCall), { maxLength: 12 }),
  finish: fc.constantFrom<FinishReason>('stop', 'length', 'tool-calls', 'content-filter'),
  usage,
})

/** The joined text of all parts of one kind; `null` without such parts. */
export function said(parts: readonly ReplyPart[], type: 'text' | 'refusal' | 'reasoning'): string | null {
  const texts = parts.flatMap((part) => (part.type === type ? [part.text] : []))
  return texts.length === 0 ? null : texts.join('')
}

/** The tool calls, each with its id, its name and its arguments. */
export function callsOf(parts: readonly ReplyPart[]): unknown[] {
  return parts.flatMap((part) => (part.type === 'tool-call' ? [[part.id, part.name, part.arguments]] : []))
}
