import { contentParts, decodeRequest, outputTitled, textPart, toolOf, wordsOf } from '../../../kit.ts'
import type { Ask, Decoded, Message, MessagePart, OutputFormat, ToolChoice, WireRequest } from '../../../kit.ts'
import { admission } from '../decode.ts'
import { contradictionOf } from './checks.ts'
import { chatRequest, type ChatMessage, type ChatRequest } from './schema.ts'

type Part = Exclude<NonNullable<ChatMessage['content']>, string>[number]

/** The request in provider-neutral terms. Documents precede the conversation. */
function askOf(request: ChatRequest): Ask {
  const { model, messages, documents, tools, tool_choice: choice, stream, thinking, max_tokens: maxTokens } = request
  const told = (documents ?? []).map((document) => textPart(typeof document === 'string' ? document : textOfDocument(document.data)))
  return {
    model,
    messages: [...(told.length === 0 ? [] : [{ role: 'system' as const, parts: told }]), ...messages.map(messageOf)],
    tools: (tools ?? []).map((tool) => toolOf(tool.function)),
    toolChoice: toolChoiceOf(choice),
    parallelToolCalls: true,
    output: outputOf(request),
    stream: stream === true,
    reasoning: thinking?.type === 'enabled',
    maxTokens: maxTokens ?? undefined,
    stopSequences: request.stop_sequences ?? [],
    streamUsage: true,
  }
}

function textOfDocument(data: string | Readonly<Record<string, unknown>>): string {
  return typeof data === 'string' ? data : JSON.stringify(data)
}

function partOf(part: Part): MessagePart {
  switch (part.type) {
    case 'text':
      return textPart(part.text)
    case 'image_url':
      return { type: 'image', source: part.image_url.url }
    case 'thinking':
      return { type: 'reasoning', text: part.thinking }
    case 'document':
      return textPart(textOfDocument(part.document.data))
  }
}

function partsOf(content: ChatMessage['content']): MessagePart[] {
  return contentParts<Part>(content, partOf)
}

function messageOf(message: ChatMessage): Message {
  switch (message.role) {
    case 'system':
    case 'user':
      return { role: message.role, parts: partsOf(message.content) }
    case 'tool': {
      const text = wordsOf(partsOf(message.content), '\n')
      return { role: 'tool', parts: [{ type: 'tool-result', id: message.tool_call_id, text }] }
    }
    case 'assistant': {
      const plan: MessagePart[] = message.tool_plan ? [textPart(message.tool_plan)] : []
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

/** "auto" has no value of its own: it is the default. */
function toolChoiceOf(choice: ChatRequest['tool_choice']): ToolChoice {
  if (choice == null) return 'auto'
  return choice === 'REQUIRED' ? 'required' : 'none'
}

function outputOf({ response_format: format }: ChatRequest): OutputFormat | undefined {
  if (format?.type !== 'json_object') return undefined
  return outputTitled(format.json_schema ?? format.schema ?? undefined)
}

/** Decodes a chat request. */
export function decodeChat(request: WireRequest): Decoded {
  return decodeRequest(request, { ...admission, schema: chatRequest, check: contradictionOf, ask: askOf })
}
