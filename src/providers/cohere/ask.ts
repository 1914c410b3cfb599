import type { Ask, Message, MessagePart, OutputFormat, Tool, ToolChoice } from '../../kit.ts'
import type { ChatMessage, ChatRequest } from './request.ts'

type Content = ChatMessage['content']

/** What a request asks. Documents are told to the model before the conversation. */
export function askOf(request: ChatRequest): Ask {
  const { model, messages, documents, tools, tool_choice: choice, stream, thinking, max_tokens: maxTokens } = request
  const told = (documents ?? []).map((document): MessagePart => ({
    type: 'text',
    text: typeof document === 'string' ? document : textOfDocument(document.data),
  }))
  return {
    model,
    messages: [...(told.length === 0 ? [] : [{ role: 'system' as const, parts: told }]), ...messages.map(messageOf)],
    tools: (tools ?? []).map(toolOf),
    toolChoice: toolChoiceOf(choice),
    parallelToolCalls: true,
    output: outputOf(request),
    stream: stream === true,
    reasoning: thinking?.type === 'enabled',
    maxTokens: maxTokens ?? undefined,
    streamUsage: true,
  }
}

function textOfDocument(data: string | Readonly<Record<string, unknown>>): string {
  return typeof data === 'string' ? data : JSON.stringify(data)
}

function partsOf(content: Content): MessagePart[] {
  if (content == null) return []
  if (typeof content === 'string') return [{ type: 'text', text: content }]
  return content.map((part): MessagePart => {
    switch (part.type) {
      case 'text':
        return { type: 'text', text: part.text }
      case 'image_url':
        return { type: 'image', source: part.image_url.url }
      case 'thinking':
        return { type: 'reasoning', text: part.thinking }
      case 'document':
        return { type: 'text', text: textOfDocument(part.document.data) }
    }
  })
}

function messageOf(message: ChatMessage): Message {
  switch (message.role) {
    case 'system':
    case 'user':
      return { role: message.role, parts: partsOf(message.content) }
    case 'tool': {
      const text = partsOf(message.content)
        .map((part) => ('text' in part ? part.text : ''))
        .join('\n')
      return { role: 'tool', parts: [{ type: 'tool-result', id: message.tool_call_id, text }] }
    }
    case 'assistant': {
      const plan: MessagePart[] = message.tool_plan ? [{ type: 'text', text: message.tool_plan }] : []
      const calls = (message.tool_calls ?? []).map(({ id, function: called }): MessagePart => ({
        type: 'tool-call',
        id,
        name: called?.name ?? '',
        arguments: called?.arguments ?? '',
      }))
      return { role: 'assistant', parts: [...partsOf(message.content), ...plan, ...calls] }
    }
  }
}

function toolOf({ function: declared }: NonNullable<ChatRequest['tools']>[number]): Tool {
  return {
    name: declared.name,
    ...(declared.description == null ? {} : { description: declared.description }),
    parameters: declared.parameters ?? { type: 'object', properties: {} },
  }
}

/** Nothing says that the model may choose: that is what it does where nothing is said. */
function toolChoiceOf(choice: ChatRequest['tool_choice']): ToolChoice {
  if (choice == null) return 'auto'
  return choice === 'REQUIRED' ? 'required' : 'none'
}

/** A schema has no name here; its own title is the nearest to one. */
function outputOf({ response_format: format }: ChatRequest): OutputFormat | undefined {
  if (format?.type !== 'json_object') return undefined
  const schema = format.json_schema ?? format.schema ?? undefined
  return { name: typeof schema?.title === 'string' ? schema.title : 'output', schema }
}
