import { toolOf, type Decoded, type Message, type MessagePart, type WireRequest } from '../../../kit.ts'
import { decodeOllama, imageParts, settingsOf, textParts } from '../decode.ts'
import { chatRequest, type ChatMessage } from './schema.ts'

/** Calls have an id only in newer versions. Before, results referred to the tool's name. */
function callParts(calls: ChatMessage['tool_calls']): MessagePart[] {
  return (calls ?? []).map((call) => {
    const name = call.function?.name ?? ''
    return { type: 'tool-call', id: call.id ?? name, name, arguments: JSON.stringify(call.function?.arguments ?? {}) }
  })
}

function messageOf(message: ChatMessage): Message {
  const { content, images } = message
  const role = message.role?.toLowerCase()
  switch (role) {
    case 'tool':
      return { role, parts: [{ type: 'tool-result', id: message.tool_call_id ?? message.tool_name ?? '', text: content ?? '' }] }
    case 'assistant': {
      const thinking: MessagePart[] = message.thinking ? [{ type: 'reasoning', text: message.thinking }] : []
      return { role, parts: [...thinking, ...textParts(content), ...callParts(message.tool_calls)] }
    }
    case 'system':
      return { role, parts: textParts(content) }
    default:
      return { role: 'user', parts: [...textParts(content), ...imageParts(images)] }
  }
}

/** Decodes a request to `/api/chat`. */
export function decodeChat(request: WireRequest): Decoded {
  return decodeOllama(request, {
    schema: chatRequest,
    struct: 'ChatRequest',
    ask: (body) => ({
      ...settingsOf(body),
      messages: (body.messages ?? []).map(messageOf),
      tools: (body.tools ?? []).map(({ function: declared }) =>
        toolOf({ name: declared?.name ?? '', description: declared?.description || undefined, parameters: declared?.parameters }),
      ),
    }),
  })
}
