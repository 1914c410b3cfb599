import type { Problem } from '../../../kit.ts'
import type { ChatRequest } from './schema.ts'
import { invalid } from '../wording.ts'

/** The API's error for a request that matches the schema (https://docs.cohere.com/reference/errors, "Example error responses"). */
export function contradictionOf(request: ChatRequest): Problem | undefined {
  const {
    frequency_penalty: frequency,
    presence_penalty: presence,
    tool_choice: choice,
    tools,
    documents,
    response_format: format,
  } = request
  if (frequency && presence) return invalid('cannot specify both frequency_penalty and presence_penalty.')
  if (choice === 'REQUIRED' && !tools?.length) return invalid('tool_choice requires tools to be specified.')
  if (documents?.length && format?.type === 'json_object') return invalid('response_format is not supported with RAG.')
  return strayResult(request)
}

/** A result must belong to an earlier call. */
function strayResult({ messages }: ChatRequest): Problem | undefined {
  const called = new Set<string>()
  for (const [index, message] of messages.entries()) {
    if (message.role === 'assistant') for (const { id } of message.tool_calls ?? []) called.add(id)
    if (message.role === 'tool' && !called.has(message.tool_call_id)) {
      return { kind: 'bad-request', message: `invalid tool message at messages[${index}]: tool call id not found in previous tool calls` }
    }
  }
  return undefined
}
