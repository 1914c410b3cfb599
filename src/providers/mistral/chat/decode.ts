import { decodeRequest, type Decoded, type WireRequest } from '../../../kit.ts'
import { askOf } from '../../openai/chat/decode.ts'
import type { ChatRequest } from '../../openai/chat/schema.ts'
import type { Admission } from '../../openai/decode.ts'
import { readingAt } from '../decode.ts'
import { contradictionOf } from './checks.ts'
import { mistralRequest, type MistralContent, type MistralMessage, type MistralRequest, type MistralSource } from './schema.ts'

function sourceOf(given: MistralSource): string {
  return typeof given === 'string' ? given : given.url
}

type ChatContent = Extract<ChatRequest['messages'][number], { role: 'user' }>['content']

function contentOf(given: MistralContent | null | undefined): ChatContent {
  if (given == null) return ''
  if (typeof given === 'string') return given
  return given.map((part) => {
    switch (part.type) {
      case 'text':
        return { type: 'text', text: part.text }
      case 'thinking':
        return { type: 'text', text: part.thinking.map(({ text: thought = '' }) => thought).join('') }
      case 'image_url':
        return { type: 'image_url', image_url: { url: sourceOf(part.image_url) } }
      default:
        return { type: 'file', file: part }
    }
  })
}

function messageOf(message: MistralMessage): ChatRequest['messages'][number] {
  const said = contentOf(message.content)
  switch (message.role) {
    case 'system':
    case 'user':
      return { role: message.role, content: said }
    case 'tool':
      return { role: 'tool', tool_call_id: message.tool_call_id ?? '', content: said }
    case 'assistant':
      return {
        role: 'assistant',
        content: said === '' ? null : said,
        tool_calls: (message.tool_calls ?? []).map(({ id, function: named }) => ({
          id: id ?? '',
          type: 'function',
          function: {
            name: named.name,
            arguments: typeof named.arguments === 'string' ? named.arguments : JSON.stringify(named.arguments),
          },
        })),
      }
  }
}

function choiceOf(choice: MistralRequest['tool_choice']): ChatRequest['tool_choice'] {
  if (typeof choice === 'object') return { type: 'function', function: { name: choice.function.name } }
  return choice === 'any' ? 'required' : choice
}

/** Converts a request to OpenAI's form for parameters that differ only in name. */
function asChatRequest(body: MistralRequest): ChatRequest {
  const format = body.response_format
  const isSchema = format?.type === 'json_schema' && format.json_schema != null
  return {
    model: body.model,
    messages: body.messages.map(messageOf),
    stream: body.stream,
    tools: body.tools?.flatMap(({ function: named }) => (named === undefined ? [] : [{ type: 'function' as const, function: named }])),
    tool_choice: choiceOf(body.tool_choice),
    parallel_tool_calls: body.parallel_tool_calls,
    response_format: isSchema
      ? { type: 'json_schema', json_schema: format.json_schema! }
      : format?.type === 'json_object'
        ? { type: 'json_object' }
        : undefined,
    max_tokens: body.max_tokens,
    stop: body.stop,
  }
}

/** Whether the app requests reasoning, with a parameter or with its choice of model. */
function asksForReasoning({ model, prompt_mode: mode, reasoning_effort: effort }: MistralRequest): boolean {
  return mode === 'reasoning' || (effort != null && effort !== 'none') || model.startsWith('magistral')
}

/** Decodes a request to Mistral's Chat Completions. */
export function decodeMistral(request: WireRequest, host: Admission): Decoded {
  return decodeRequest(request, {
    ...readingAt(host),
    schema: mistralRequest,
    check: contradictionOf,
    ask: (body) => askOf(asChatRequest(body), asksForReasoning(body)),
  })
}
