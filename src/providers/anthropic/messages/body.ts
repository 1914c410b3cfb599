import { toolInput, type Exchange, type SpokenPart, type GatheredReply } from '../../../kit.ts'
import { drawSignature, type Ids } from '../ids.ts'
import { containerOf, hostedUsage, hostedUsesOf } from './hosted-tools.ts'
import { messageOf, messageUsage, stopOf } from './message.ts'
import { thinkingDisplay, type ThinkingDisplay } from './thinking.ts'

/** A reply as one message. */
export function messageBody({ reply, parts, finish, usage }: GatheredReply, exchange: Exchange, ids: Ids): unknown {
  const display = thinkingDisplay(exchange)
  const place = parts.findIndex(({ type }) => type !== 'reasoning')
  const uses = place === -1 ? [] : hostedUsesOf(exchange, parts[place]!.type === 'tool-call' ? 'call' : 'words')
  const content = parts.flatMap((part, index) => [
    ...(index === place ? uses.flatMap(({ call, result }) => [call, result]) : []),
    ...contentOf(part, display, exchange),
  ])
  const billed = usage === undefined ? undefined : messageUsage(usage, hostedUsage(uses))
  return messageOf(reply, ids, content, stopOf(finish, reply.stopSequence), billed, containerOf(uses, exchange))
}

/** A part as content blocks. A refusal is ordinary text, marked by `stop_reason`. */
function contentOf(part: SpokenPart, display: ThinkingDisplay, { random }: Exchange): unknown[] {
  switch (part.type) {
    case 'text':
    case 'refusal':
      return [{ type: 'text', text: part.text, citations: null }]
    case 'reasoning':
      return display === 'none'
        ? []
        : [{ type: 'thinking', thinking: display === 'omitted' ? '' : part.text, signature: drawSignature(random) }]
    case 'tool-call':
      return [{ type: 'tool_use', id: part.id, name: part.name, input: toolInput(part.arguments), caller: { type: 'direct' } }]
  }
}
