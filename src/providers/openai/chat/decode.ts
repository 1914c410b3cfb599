import type { z } from 'zod'
import { contentParts, decodeRequest, freeTextTool, textPart, toolOf, wordsOf } from '../../../kit.ts'
import type { Ask, Decoded, Message, MessagePart, OutputFormat, Tool, ToolChoice, WireRequest } from '../../../kit.ts'
import { readingAt, toolChoiceOf, type Admission } from '../decode.ts'
import { allowedNames, contradictionOf } from './checks.ts'
import { chatRequest, type ChatMessage, type ChatRequest } from './schema.ts'

type Part = Exclude<NonNullable<ChatMessage['content']>, string>[number]

function partOf(part: Part): MessagePart {
  switch (part.type) {
    case 'text':
      return textPart(part.text)
    case 'refusal':
      return textPart(part.refusal)
    case 'image_url':
      return { type: 'image', source: part.image_url.url }
    case 'input_audio':
      return { type: 'file', source: part.input_audio.data }
    case 'file':
      return { type: 'file', source: JSON.stringify(part.file) }
  }
}

function partsOf(content: ChatMessage['content']): MessagePart[] {
  return contentParts<Part>(content, partOf)
}

function messageOf(message: ChatMessage): Message {
  switch (message.role) {
    case 'system':
    case 'developer':
      return { role: 'system', parts: partsOf(message.content) }
    case 'user':
      return { role: 'user', parts: partsOf(message.content) }
    case 'tool':
      return {
        role: 'tool',
        parts: [{ type: 'tool-result', id: message.tool_call_id, text: wordsOf(partsOf(message.content), '') }],
      }
    case 'function':
      return { role: 'tool', parts: [{ type: 'tool-result', id: message.name, text: message.content ?? '' }] }
    case 'assistant':
      return {
        role: 'assistant',
        parts: [
          ...partsOf(message.content),
          ...(message.refusal == null ? [] : [textPart(message.refusal)]),
          ...(message.tool_calls ?? []).map((call): MessagePart =>
            call.type === 'function'
              ? { type: 'tool-call', id: call.id, name: call.function.name, arguments: call.function.arguments }
              : { type: 'tool-call', id: call.id, name: call.custom.name, arguments: call.custom.input },
          ),
        ],
      }
  }
}

/** The tools that a reply can call: the offered ones, restricted to the allowed ones. */
function toolsOf({ tools, tool_choice: choice }: ChatRequest): Tool[] {
  const allowed = allowedNames(choice)
  return (tools ?? [])
    .map((tool) => (tool.type === 'function' ? toolOf(tool.function) : freeTextTool(tool.custom)))
    .filter(({ name }) => allowed === undefined || allowed.has(name))
}

function choiceOf(choice: ChatRequest['tool_choice']): ToolChoice {
  if (choice == null || typeof choice === 'string') return toolChoiceOf(choice ?? undefined)
  switch (choice.type) {
    case 'function':
      return { name: choice.function.name }
    case 'custom':
      return { name: choice.custom.name }
    case 'allowed_tools':
      return choice.allowed_tools.mode
  }
}

function outputOf(format: ChatRequest['response_format']): OutputFormat | undefined {
  if (format == null || format.type === 'text') return undefined
  return format.type === 'json_object'
    ? { name: 'json', schema: undefined }
    : { name: format.json_schema.name, schema: format.json_schema.schema! }
}

/** A request that matches the schema, in provider-neutral terms. */
export function askOf(body: ChatRequest, reasoning: boolean): Ask {
  return {
    model: body.model,
    messages: body.messages.map(messageOf),
    tools: toolsOf(body),
    toolChoice: choiceOf(body.tool_choice),
    parallelToolCalls: body.parallel_tool_calls ?? true,
    output: outputOf(body.response_format),
    stream: body.stream === true,
    reasoning,
    maxTokens: body.max_completion_tokens ?? body.max_tokens ?? undefined,
    stopSequences: [body.stop ?? []].flat(),
    streamUsage: body.stream_options?.include_usage === true,
  }
}

/** Creates a decoder for a host's Chat Completions: its schema, and whether it shows the model's reasoning. */
export function chatDecoder(
  schema: z.ZodType<ChatRequest>,
  showsReasoning: (body: ChatRequest) => boolean,
): (request: WireRequest, host: Admission) => Decoded {
  return (request, host) =>
    decodeRequest(request, {
      ...readingAt(host, request),
      schema,
      check: contradictionOf,
      ask: (body) => askOf(body, showsReasoning(body)),
    })
}

/** Decodes a request to Chat Completions, which bills reasoning but never shows it. */
export const decodeChat = chatDecoder(chatRequest, () => false)
