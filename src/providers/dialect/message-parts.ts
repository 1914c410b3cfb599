import type { Message, MessagePart } from '../../engine/model/call.ts'

/** A text as a part of a message. */
export function textPart(text: string): MessagePart {
  return { type: 'text', text }
}

/** The parts of a content that is a text, or a list of parts in the provider's own form. */
export function contentParts<Part>(
  content: string | readonly Part[] | null | undefined,
  partOf: (part: Part) => MessagePart,
): MessagePart[] {
  if (content == null) return []
  return typeof content === 'string' ? [textPart(content)] : content.map(partOf)
}

/** The words of some parts: texts, reasoning, results of tools. */
export function wordsOf(parts: readonly MessagePart[], separator: string): string {
  return parts.map((part) => ('text' in part ? part.text : '')).join(separator)
}

/** A turn in which results of tools stand beside what is said. The results are the tools' own message, before the other. */
export function turnOf(role: Message['role'], results: readonly MessagePart[], spoken: readonly MessagePart[]): Message[] {
  return [
    ...(results.length === 0 ? [] : [{ role: 'tool' as const, parts: results }]),
    ...(spoken.length === 0 && results.length > 0 ? [] : [{ role, parts: spoken }]),
  ]
}
