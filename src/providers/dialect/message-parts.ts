import type { Message, MessagePart } from '../../engine/model/call.ts'

/** Creates a text part of a message. */
export function textPart(text: string): MessagePart {
  return { type: 'text', text }
}

/**
 * Returns the parts of a message's content: a string, or a list of parts in the provider's own form.
 * @example
 * contentParts('Hello?', () => textPart('')) // => [{ type: 'text', text: 'Hello?' }]
 */
export function contentParts<Part>(
  content: string | readonly Part[] | null | undefined,
  partOf: (part: Part) => MessagePart,
): MessagePart[] {
  if (content == null) return []
  return typeof content === 'string' ? [textPart(content)] : content.map(partOf)
}

/** Joins the texts of some parts: text, reasoning, tool results. */
export function wordsOf(parts: readonly MessagePart[], separator: string): string {
  return parts.map((part) => ('text' in part ? part.text : '')).join(separator)
}

/** Creates the messages of a turn with tool results next to other parts: the results are a separate message before the rest. */
export function turnOf(role: Message['role'], results: readonly MessagePart[], spoken: readonly MessagePart[]): Message[] {
  return [
    ...(results.length === 0 ? [] : [{ role: 'tool' as const, parts: results }]),
    ...(spoken.length === 0 && results.length > 0 ? [] : [{ role, parts: spoken }]),
  ]
}
