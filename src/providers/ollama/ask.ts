import type { Ask, JsonSchema, Message, MessagePart, OutputFormat, Tool } from '../../kit.ts'
import { textOfContext } from './context.ts'
import type { ChatRequest, GenerateRequest } from './request.ts'

type WireMessage = NonNullable<ChatRequest['messages']>[number]

/** Until the app says otherwise, `num_predict` is -1: the reply is as long as it will be. */
function maxTokensOf(options: ChatRequest['options']): number | undefined {
  const most = options?.num_predict
  return most == null || most < 0 ? undefined : most
}

/** What a request says beside the conversation. There is no tool choice: the model calls a tool, or it does not. */
function settingsOf({ model, stream, format, think, options }: ChatRequest | GenerateRequest): Omit<Ask, 'messages' | 'tools'> {
  return {
    model: model!,
    toolChoice: 'auto',
    parallelToolCalls: true,
    output: outputOf(format),
    stream: stream ?? true,
    reasoning: (think ?? false) !== false,
    maxTokens: maxTokensOf(options),
    streamUsage: true,
  }
}

/** A schema has no name here; its own title is the nearest to one. */
function outputOf(format: unknown): OutputFormat | undefined {
  if (format === 'json') return { name: 'json', schema: undefined }
  if (typeof format !== 'object' || format === null) return undefined
  const { title } = format as { title?: unknown }
  return { name: typeof title === 'string' ? title : 'output', schema: format as JsonSchema }
}

function textPart(text: string | null | undefined): MessagePart[] {
  return text ? [{ type: 'text', text }] : []
}

function imageParts(images: readonly string[] | null | undefined): MessagePart[] {
  return (images ?? []).map((source) => ({ type: 'image', source }))
}

/** A call has an id only in newer versions; before, results were told apart by the tool's name alone. */
function callParts(calls: WireMessage['tool_calls']): MessagePart[] {
  return (calls ?? []).map((call) => {
    const name = call.function?.name ?? ''
    return { type: 'tool-call', id: call.id ?? name, name, arguments: JSON.stringify(call.function?.arguments ?? {}) }
  })
}

function messageOf(message: WireMessage): Message {
  const { content, images } = message
  const role = message.role?.toLowerCase()
  switch (role) {
    case 'tool':
      return { role, parts: [{ type: 'tool-result', id: message.tool_call_id ?? message.tool_name ?? '', text: content ?? '' }] }
    case 'assistant': {
      const thinking: MessagePart[] = message.thinking ? [{ type: 'reasoning', text: message.thinking }] : []
      return { role, parts: [...thinking, ...textPart(content), ...callParts(message.tool_calls)] }
    }
    case 'system':
      return { role, parts: textPart(content) }
    default:
      return { role: 'user', parts: [...textPart(content), ...imageParts(images)] }
  }
}

function toolsOf(tools: ChatRequest['tools']): Tool[] {
  return (tools ?? []).map(({ function: declared }) => ({
    name: declared?.name ?? '',
    ...(declared?.description ? { description: declared.description } : {}),
    parameters: declared?.parameters ?? { type: 'object', properties: {} },
  }))
}

/** What a request to `/api/chat` asks. */
export function askOfChat(request: ChatRequest): Ask {
  return { ...settingsOf(request), messages: (request.messages ?? []).map(messageOf), tools: toolsOf(request.tools) }
}

/** What a request to `/api/generate` asks: a prompt, after what was said before it. A suffix is what the reply is to lead up to. */
export function askOfGenerate(request: GenerateRequest): Ask {
  const { system, context, prompt, suffix, images } = request
  const said = textPart(context == null ? '' : textOfContext(context))
  const messages: Message[] = [
    ...(system ? [{ role: 'system' as const, parts: textPart(system) }] : []),
    ...(said.length > 0 ? [{ role: 'user' as const, parts: said }] : []),
    { role: 'user', parts: [...textPart(prompt), ...textPart(suffix), ...imageParts(images)] },
  ]
  return { ...settingsOf(request), messages, tools: [] }
}
