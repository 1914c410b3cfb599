import type { Problem } from '../../../kit.ts'
import { notEmulated } from '../not-emulated.ts'
import { invalid } from '../wording.ts'
import type { ChatMessage, ChatRequest } from './schema.ts'

/** The API's error for tool calls and results that do not match. */
function misplacedTool(messages: readonly ChatMessage[]): Problem | undefined {
  let open = new Set<string>()
  let openedAt = -1
  for (const [index, message] of messages.entries()) {
    if (message.role === 'tool') {
      if (!open.delete(message.tool_call_id)) {
        return invalid(
          "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.",
          `messages.[${index}].role`,
        )
      }
      continue
    }
    if (open.size > 0) return unanswered(open, index)
    if (message.role === 'assistant') {
      open = new Set(message.tool_calls?.map((call) => call.id))
      openedAt = index
    }
  }
  return open.size > 0 ? unanswered(open, openedAt) : undefined
}

function unanswered(ids: ReadonlySet<string>, index: number): Problem {
  return invalid(
    `An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: ${[...ids].join(', ')}`,
    `messages.[${index}].role`,
  )
}

/** The names of the tools that a tool choice allows. `undefined` if it allows all. */
export function allowedNames(choice: ChatRequest['tool_choice']): ReadonlySet<string> | undefined {
  if (choice == null || typeof choice === 'string' || choice.type !== 'allowed_tools') return undefined
  return new Set(choice.allowed_tools.tools.map((tool) => tool.function?.name ?? tool.custom?.name ?? ''))
}

/** A tool that is chosen or allowed, but not offered. */
function missingTool({ tool_choice: choice, tools }: ChatRequest): Problem | undefined {
  const offered = new Set((tools ?? []).map((tool) => (tool.type === 'function' ? tool.function.name : tool.custom.name)))
  const chosen = typeof choice === 'object' && choice?.type === 'function' ? [choice.function.name] : (allowedNames(choice) ?? [])
  const missing = [...chosen].find((name) => !offered.has(name))
  return missing === undefined ? undefined : invalid(`Tool choice '${missing}' not found in 'tools' parameter.`, 'tool_choice')
}

/**
 * The API's error for a request that matches the schema.
 * Wordings as quoted by users: openai/openai-node#1022, community.openai.com/t/messages-must-contain-the-word-json/561560.
 */
export function contradictionOf(body: ChatRequest): Problem | undefined {
  const { messages, tools, tool_choice: choice, response_format: format, stream, stream_options: streamOptions } = body
  if (choice != null && choice !== 'none' && tools == null)
    return invalid("Invalid value for 'tool_choice': 'tool_choice' is only allowed when 'tools' are specified.", 'tool_choice')
  const missing = missingTool(body)
  if (missing !== undefined) return missing
  if (streamOptions != null && stream !== true)
    return invalid("The 'stream_options' parameter is only allowed when 'stream' is enabled.", 'stream_options')
  if (body.top_logprobs != null && body.top_logprobs > 0 && body.logprobs !== true)
    return invalid("Invalid value for 'top_logprobs': 'logprobs' must be enabled when 'top_logprobs' is specified.", 'top_logprobs')
  const refused = (['functions', 'function_call', 'audio', 'web_search_options'] as const).find((name) => body[name] != null)
  if (refused !== undefined) return notEmulated(refused)
  if (Array.isArray(body.modalities) && body.modalities.includes('audio')) return notEmulated('modalities', 'audio')
  if (format?.type === 'json_object' && !/json/i.test(JSON.stringify(messages))) {
    return invalid("'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.", 'messages')
  }
  if (format?.type === 'json_schema' && format.json_schema.schema === undefined) {
    return {
      kind: 'bad-request',
      message: "Missing required parameter: 'response_format.json_schema.schema'.",
      parameter: 'response_format.json_schema.schema',
      code: 'missing_required_parameter',
    }
  }
  return misplacedTool(messages)
}
