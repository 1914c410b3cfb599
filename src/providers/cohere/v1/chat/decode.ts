import { decodeRequest, outputTitled, textPart } from '../../../../kit.ts'
import type { Ask, Decoded, Message, Problem, WireRequest } from '../../../../kit.ts'
import { admission } from '../../decode.ts'
import { invalid, refused } from '../../wording.ts'
import { chatRequestV1, type ChatMessageV1, type ChatRequestV1 } from './schema.ts'
import { callPart, resultPart, toolOfV1 } from './tools.ts'

/** The model for requests without one (https://docs.cohere.com/v1/reference/chat#request.body.model). */
const usualModel = 'command-a-03-2025'

const roles = { USER: 'user', CHATBOT: 'assistant', SYSTEM: 'system' } as const

function messageOf(message: ChatMessageV1): Message {
  if (message.role === 'TOOL') return { role: 'tool', parts: (message.tool_results ?? []).map(resultPart) }
  const text = message.message === '' ? [] : [textPart(message.message)]
  return { role: roles[message.role], parts: [...text, ...(message.tool_calls ?? []).map(callPart)] }
}

/** The texts before the conversation: the preamble and the documents. */
function systemOf({ preamble, documents }: ChatRequestV1): Message[] {
  const told = [...(preamble ? [preamble] : []), ...(documents ?? []).map((document) => JSON.stringify(document))]
  return told.length === 0 ? [] : [{ role: 'system', parts: told.map(textPart) }]
}

function askOf(request: ChatRequestV1): Ask {
  const { message, chat_history: history, tool_results: results, tools, response_format: format } = request
  const said: Message[] = message === '' ? [] : [{ role: 'user', parts: [textPart(message)] }]
  const answered: Message[] = results?.length ? [{ role: 'tool', parts: results.map(resultPart) }] : []
  return {
    model: request.model ?? usualModel,
    messages: [...systemOf(request), ...(history ?? []).map(messageOf), ...said, ...answered],
    tools: (tools ?? []).map(toolOfV1),
    toolChoice: 'auto',
    parallelToolCalls: true,
    output: format?.type === 'json_object' ? outputTitled(format.schema ?? undefined) : undefined,
    stream: request.stream === true,
    reasoning: false,
    maxTokens: request.max_tokens ?? undefined,
    stopSequences: request.stop_sequences ?? [],
    streamUsage: true,
  }
}

/** The API's error for a request that matches the schema, or for a part that is not emulated. */
function contradictionOf(request: ChatRequestV1): Problem | undefined {
  const { message, tool_results: results, frequency_penalty: frequency, presence_penalty: presence } = request
  if (message === '' && !results?.length) return invalid('message must be at least 1 token long or tool results must be specified.')
  if (frequency && presence) return invalid('cannot specify both frequency_penalty and presence_penalty.')
  if (request.connectors?.length) return refused('connectors')
  return request.search_queries_only === true ? refused('search_queries_only') : undefined
}

/** Decodes a chat request. */
export function decodeChatV1(request: WireRequest): Decoded {
  return decodeRequest(request, { ...admission, schema: chatRequestV1, check: contradictionOf, ask: askOf })
}
