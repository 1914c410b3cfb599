import { textPart, toolOf, type Ask, type Decoded, type Message, type MessagePart } from '../../../kit.ts'
import { invalid } from '../wording.ts'
import { askedOf, type AskedResponse } from './asked.ts'
import type { RealtimeItem } from './schema.ts'

function partsOf(content: Extract<RealtimeItem, { type: 'message' }>['content']): MessagePart[] {
  return content.map((part): MessagePart => {
    if (part.type === 'input_image') return { type: 'image', source: part.image_url ?? '' }
    return textPart(part.text ?? part.transcript ?? '')
  })
}

function messageOf(item: RealtimeItem): Message {
  if (item.type === 'message') return { role: item.role, parts: partsOf(item.content) }
  if (item.type === 'function_call')
    return { role: 'assistant', parts: [{ type: 'tool-call', id: item.call_id ?? '', name: item.name, arguments: item.arguments }] }
  return { role: 'tool', parts: [{ type: 'tool-result', id: item.call_id, text: item.output }] }
}

function askOf({ session, response, items }: AskedResponse): Ask {
  const { instructions, tools, tool_choice: choice, max_output_tokens: most } = { ...session, ...response }
  const system: Message[] = instructions === undefined || instructions === '' ? [] : [{ role: 'system', parts: [textPart(instructions)] }]
  return {
    model: session.model,
    messages: [...system, ...items.map(messageOf)],
    tools: (tools ?? []).map(toolOf),
    toolChoice: typeof choice === 'object' ? { name: choice.name } : (choice ?? 'auto'),
    parallelToolCalls: true,
    output: undefined,
    stream: true,
    reasoning: false,
    maxTokens: typeof most === 'number' ? most : undefined,
    streamUsage: true,
  }
}

/** Decodes a call: a requested response, or a message that is not JSON. */
export function decodeRealtime(text: string): Decoded {
  const asked = askedOf(text)
  if (asked === undefined) return { type: 'problem', problem: invalid('The message could not be parsed as JSON.'), stream: true }
  return { type: 'ask', ask: askOf(asked) }
}
