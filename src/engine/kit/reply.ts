import { digest } from '../base/hash.ts'
import type { FinishReason, Reply, ReplyPart } from '../model/reply.ts'
import { countReplyTokens } from './tokens.ts'

/**
 * Returns the parts of a reply as one text, as in `truth` and `received` of the journal: no reasoning, tool calls as `name(arguments)`,
 * vectors and scores as a digest.
 * @example
 * textOfParts([{ type: 'tool-call', id: 'call_1', name: 'refund', arguments: '{"order":7}' }]) // => 'refund({"order":7})'
 */
export function textOfParts(parts: readonly ReplyPart[]): string {
  return parts
    .filter((part) => part.type !== 'reasoning')
    .map(textOfPart)
    .join('\n')
}

function textOfPart(part: ReplyPart): string {
  switch (part.type) {
    case 'tool-call':
      return `${part.name}(${part.arguments})`
    case 'data':
      return `[data ${digest(part.text)}]`
    default:
      return part.text
  }
}

/**
 * Returns a reply whose parts are replaced by one text, billed accordingly.
 * @example
 * saying(reply, 'I cannot help with that.', 'refusal')
 */
export function saying(reply: Reply, text: string, finish: FinishReason = 'stop'): Reply {
  return billed({ ...reply, parts: [{ type: 'text', text }], finish })
}

/** Returns a reply with its tokens counted again. Billed reasoning is unchanged. */
export function billed(reply: Reply): Reply {
  if (reply.usage === undefined) return reply
  const shown = reply.parts.reduce((sum, part) => sum + (part.type === 'reasoning' ? 0 : countReplyTokens(part)), 0)
  return { ...reply, usage: { ...reply.usage, outputTokens: reply.usage.reasoningTokens + shown } }
}

/**
 * Changes the parts of a reply one by one. Returns the same reply if `change` returns every part unchanged, so that the fault does not
 * fire.
 * @example
 * billed(withParts(reply, (part) => (part.type === 'text' ? { ...part, text: `${part.text} Thank you!` } : part)))
 */
export function withParts(reply: Reply, change: (part: ReplyPart) => ReplyPart): Reply {
  const parts = reply.parts.map(change)
  return parts.every((part, index) => part === reply.parts[index]) ? reply : { ...reply, parts }
}

/**
 * Truncates an answer at the first stop sequence and returns that sequence. Stop sequences in reasoning and tool call arguments are
 * ignored.
 * @example
 * untilStop([{ type: 'text', text: 'One. Two.' }], [' Two']) // => { parts: [{ type: 'text', text: 'One.' }], stopSequence: ' Two' }
 */
export function untilStop(
  parts: readonly ReplyPart[],
  sequences: readonly string[],
): { readonly parts: readonly ReplyPart[]; readonly stopSequence?: string } {
  for (const [index, part] of parts.entries()) {
    if (part.type !== 'text' && part.type !== 'refusal') continue
    const stops = sequences
      .map((sequence) => ({ sequence, at: sequence === '' ? -1 : part.text.indexOf(sequence) }))
      .filter(({ at }) => at >= 0)
    const first = stops.toSorted((a, b) => a.at - b.at)[0]
    if (first === undefined) continue
    return { parts: [...parts.slice(0, index), { ...part, text: part.text.slice(0, first.at) }], stopSequence: first.sequence }
  }
  return { parts }
}
