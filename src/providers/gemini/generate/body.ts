import { jsonObjectOf, type Exchange, type Reply, type ReplyPart, type SpokenPart, type GatheredReply } from '../../../kit.ts'
import { blockedPrompt, callPart, contentOf, endOf, envelopeOf, textPart, usageOf, type ToolCall } from './response.ts'
import { drawSignature } from './ids.ts'

/** A reply as one response. */
export function bodyOf({ reply, parts, finish, usage }: GatheredReply, exchange: Exchange, id: string): unknown {
  const content = partsOf(parts, reply, exchange)
  const malformed = parts.find((part, index): part is ToolCall => part.type === 'tool-call' && isMalformed(reply.parts[index] ?? part))
  const said = malformed === undefined || finish === 'length' ? content : []
  return {
    ...(said.length === 0 && finish === 'content-filter'
      ? blockedPrompt
      : { candidates: [{ content: contentOf(said, malformed), ...endOf(finish, malformed), index: 0 }] }),
    ...(usage === undefined ? {} : { usageMetadata: usageOf(usage, reply) }),
    ...envelopeOf(reply, id),
  }
}

/** Whether a part is a call that the model itself has spoilt, and not one that was cut on its way. */
function isMalformed(part: ReplyPart): boolean {
  return part.type === 'tool-call' && jsonObjectOf(part.arguments) === undefined
}

/** What the app sees of the parts: thoughts only where it asked for them, and of calls those that can be read. */
function partsOf(parts: readonly SpokenPart[], reply: Reply, { call, random }: Exchange): unknown[] {
  const firstCall = parts.find((part) => part.type === 'tool-call')
  return parts.flatMap((part, index): unknown[] => {
    if (part.type === 'reasoning') return call.reasoning ? [textPart(part.text, true)] : []
    if (part.type !== 'tool-call') return [textPart(part.text, false)]
    const signature = part === firstCall ? drawSignature(random) : undefined
    const whole = callPart(part, signature)
    if (whole !== undefined) return [whole]
    // A body that breaks off within a call: its bytes end within the arguments.
    return isMalformed(reply.parts[index] ?? part) ? [] : [{ functionCall: { id: part.id, name: part.name, args: part.arguments } }]
  })
}
