import type { Exchange } from '../../engine/provider.ts'
import type { ReplyPart } from '../../engine/reply.ts'
import type { GatheredReply } from '../encoding.ts'
import {
  argumentsOf,
  blockedPrompt,
  callPart,
  contentOf,
  drawSignature,
  endOf,
  envelopeOf,
  textPart,
  usageOf,
  type ToolCall,
} from './response.ts'

/** A reply as one response. */
export function bodyOf({ reply, parts, finish, usage }: GatheredReply, exchange: Exchange, id: string): unknown {
  const content = partsOf(parts, exchange)
  const malformed = parts.find((part) => part.type === 'tool-call' && argumentsOf(part.arguments) === undefined) as ToolCall | undefined
  const said = malformed === undefined || finish === 'length' ? content : []
  return {
    ...(said.length === 0 && finish === 'content-filter'
      ? blockedPrompt
      : { candidates: [{ content: contentOf(said, malformed), ...endOf(finish, malformed), index: 0 }] }),
    ...(usage === undefined ? {} : { usageMetadata: usageOf(usage, reply) }),
    ...envelopeOf(reply, id),
  }
}

/** What the app sees of the parts: thoughts only where it asked for them, and of calls those that can be read. */
function partsOf(parts: readonly ReplyPart[], { call, random }: Exchange): unknown[] {
  const firstCall = parts.find((part) => part.type === 'tool-call')
  return parts.flatMap((part): unknown[] => {
    if (part.type === 'tool-call') return [callPart(part, part === firstCall ? drawSignature(random) : undefined)].filter(Boolean)
    if (part.type === 'reasoning') return call.reasoning ? [textPart(part.text, true)] : []
    return [textPart(part.text, false)]
  })
}
