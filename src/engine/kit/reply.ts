import { digest } from '../base/hash.ts'
import type { FinishReason, Reply, ReplyPart } from '../model/reply.ts'
import { countReplyTokens } from './tokens.ts'

/**
 * Returns parts of a reply as one text, as `truth` and `received` of the journal have it: without reasoning, tool calls as
 * `name(arguments)`, vectors and scores as a digest.
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
 * Returns a reply with another text instead of its parts, billed for it.
 * @example
 * saying(reply, 'I cannot help with that.', 'refusal')
 */
export function saying(reply: Reply, text: string, finish: FinishReason = 'stop'): Reply {
  return billed({ ...reply, parts: [{ type: 'text', text }], finish })
}

/** Returns a reply whose usage counts its tokens again. Reasoning stays as it was billed. */
export function billed(reply: Reply): Reply {
  if (reply.usage === undefined) return reply
  const shown = reply.parts.reduce((sum, part) => sum + (part.type === 'reasoning' ? 0 : countReplyTokens(part)), 0)
  return { ...reply, usage: { ...reply.usage, outputTokens: reply.usage.reasoningTokens + shown } }
}

/**
 * Changes the parts of a reply one by one. Returns the same reply if `change` returns every part as it was, so that the fault does
 * not fire.
 * @example
 * billed(withParts(reply, (part) => (part.type === 'text' ? { ...part, text: `${part.text} Thank you!` } : part)))
 */
export function withParts(reply: Reply, change: (part: ReplyPart) => ReplyPart): Reply {
  const parts = reply.parts.map(change)
  return parts.every((part, index) => part === reply.parts[index]) ? reply : { ...reply, parts }
}

/**
 * Returns the parts of an answer up to the first text before which the model stops, and that text. Reasoning and the arguments of
 * tool calls do not stop it.
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
