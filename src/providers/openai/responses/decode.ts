import { decodeRequest, freeTextTool, textPart, toolOf, wordsOf } from '../../../kit.ts'
import type { Ask, Decoded, Message, MessagePart, OutputFormat, ProviderStore, Tool, ToolChoice, WireRequest } from '../../../kit.ts'
import { readingAt, toolChoiceOf, type Admission } from '../decode.ts'
import { unknownParameter } from '../wording.ts'
import { allowedNames, contradictionOf, misplacedOutput } from './checks.ts'
import { revealed } from './compaction.ts'
import { displayAsked } from './reasoning.ts'
import { responsesRequest, type ResponsesRequest } from './schema.ts'
import { earlierItems, resolved } from './stored/earlier-items.ts'
import { itemsOfInput, type InputItem, type StoredItem } from './stored/items.ts'

/** The parts of a content: a text, or the API's typed parts. */
function partsOf(content: unknown): MessagePart[] {
  if (typeof content === 'string') return [textPart(content)]
  return (content as readonly { type: string; text?: string; refusal?: string; image_url?: string | null }[]).map((part): MessagePart => {
    if (part.type === 'input_image') return { type: 'image', source: part.image_url ?? JSON.stringify(part) }
    if (part.type === 'input_file' || part.type === 'input_audio') return { type: 'file', source: JSON.stringify(part) }
    return textPart(part.text ?? part.refusal ?? '')
  })
}

function messageOf(item: InputItem | StoredItem): Message {
  switch (item.type) {
    case undefined:
    case 'message': {
      const { role, content } = item as { role: 'user' | 'assistant' | 'system' | 'developer'; content: unknown }
      return { role: role === 'developer' ? 'system' : role, parts: partsOf(content) }
    }
    case 'function_call': {
      const { call_id: id, name, arguments: text } = item as { call_id: string; name: string; arguments: string }
      return { role: 'assistant', parts: [{ type: 'tool-call', id, name, arguments: text }] }
    }
    case 'function_call_output': {
      const { call_id: id, output } = item as { call_id: string; output: unknown }
      return { role: 'tool', parts: [{ type: 'tool-result', id, text: wordsOf(partsOf(output), '') }] }
    }
    case 'custom_tool_call': {
      const { call_id: id, name, input: text } = item as unknown as { call_id: string; name: string; input: string }
      return { role: 'assistant', parts: [{ type: 'tool-call', id, name, arguments: text }] }
    }
    case 'custom_tool_call_output': {
      const { call_id: id, output } = item as unknown as { call_id: string; output: unknown }
      return { role: 'tool', parts: [{ type: 'tool-result', id, text: wordsOf(partsOf(output), '') }] }
    }
    case 'reasoning':
      return {
        role: 'assistant',
        parts: (item as { summary: { text: string }[] }).summary.map(({ text }) => ({ type: 'reasoning', text })),
      }
    case 'compaction': {
      const text = revealed((item as { encrypted_content?: unknown }).encrypted_content)
      return { role: 'assistant', parts: [text === undefined ? { type: 'file', source: JSON.stringify(item) } : textPart(text)] }
    }
    default:
      return { role: 'assistant', parts: [{ type: 'file', source: JSON.stringify(item) }] }
  }
}

/** The instructions are those of this request: earlier ones are not carried over. */
function messagesOf({ instructions }: ResponsesRequest, items: readonly (InputItem | StoredItem)[]): Message[] {
  const system: Message[] = instructions == null ? [] : [{ role: 'system', parts: [textPart(instructions)] }]
  return [...system, ...items.map(messageOf)]
}

/** The app's own tools that a reply can call: the offered ones, restricted to the allowed ones. */
function toolsOf({ tools, tool_choice: choice }: ResponsesRequest): Tool[] {
  const allowed = allowedNames(choice)
  return (tools ?? [])
    .flatMap((tool) => {
      if (tool.type === 'function') return [toolOf(tool as { name: string })]
      return tool.type === 'custom' ? [freeTextTool(tool as { name: string })] : []
    })
    .filter(({ name }) => allowed === undefined || allowed.has(name))
}

function choiceOf(choice: ResponsesRequest['tool_choice']): ToolChoice {
  if (choice == null || typeof choice === 'string') return toolChoiceOf(choice ?? undefined)
  if (choice.type === 'allowed_tools') return choice.mode ?? 'auto'
  return (choice.type === 'function' || choice.type === 'custom') && choice.name !== undefined ? { name: choice.name } : 'auto'
}

function outputOf(text: ResponsesRequest['text']): OutputFormat | undefined {
  const format = text?.format
  if (format == null || format.type === 'text') return undefined
  return format.type === 'json_object' ? { name: 'json', schema: undefined } : { name: format.name, schema: format.schema }
}

function askOf(body: ResponsesRequest, items: readonly (InputItem | StoredItem)[]): Ask {
  const { isShown, isEncrypted } = displayAsked(body)
  return {
    model: body.model,
    messages: messagesOf(body, items),
    tools: toolsOf(body),
    toolChoice: choiceOf(body.tool_choice),
    parallelToolCalls: body.parallel_tool_calls ?? true,
    output: outputOf(body.text),
    stream: body.stream === true,
    reasoning: isShown || isEncrypted,
    maxTokens: body.max_output_tokens ?? undefined,
    streamUsage: true,
  }
}

/** Decodes a request to Responses, together with the earlier turns that it continues from. */
export function decodeResponses(request: WireRequest, host: Admission, store: ProviderStore): Decoded {
  let items: readonly (InputItem | StoredItem)[] = []
  return decodeRequest(request, {
    ...readingAt(host, request, unknownParameter),
    schema: responsesRequest,
    check(body) {
      const contradiction = contradictionOf(body)
      if (contradiction !== undefined) return contradiction
      const earlier = earlierItems(body, store, request.connection)
      if ('kind' in earlier) return earlier
      const own = resolved(itemsOfInput(body.input), store)
      if ('kind' in own) return own
      items = [...earlier, ...own]
      return misplacedOutput(earlier, own)
    },
    ask: (body) => askOf(body, items),
  })
}
