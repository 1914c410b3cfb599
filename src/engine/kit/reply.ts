import { digest } from '../base/hash.ts'
import type { FinishReason, Reply, ReplyPart } from '../model/reply.ts'
import { countReplyTokens } from './tokens.ts'

/** A reply as one text: what a person would read, with tool calls written as `name(arguments)` and data by its digest. Reasoning is left out. */
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

/** A reply that says some text in place of what it would have said, and billed for it. */
export function saying(reply: Reply, text: string, finish: FinishReason = 'stop'): Reply {
  return billed({ ...reply, parts: [{ type: 'text', text }], finish })
}

/** A reply whose usage counts the tokens that it now has. Reasoning stays as it was billed. */
export function billed(reply: Reply): Reply {
  if (reply.usage === undefined) return reply
  const shown = reply.parts.reduce((sum, part) => sum + (part.type === 'reasoning' ? 0 : countReplyTokens(part)), 0)
  return { ...reply, usage: { ...reply.usage, outputTokens: reply.usage.reasoningTokens + shown } }
}

/** A reply with its parts changed, one by one; the same reply where none was. */
export function withParts(reply: Reply, change: (part: ReplyPart) => ReplyPart): Reply {
  const parts = reply.parts.map(change)
  return parts.every((part, index) => part === reply.parts[index]) ? reply : { ...reply, parts }
}
