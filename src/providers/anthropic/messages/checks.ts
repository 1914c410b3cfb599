import { notEmulatedText } from '../../../kit.ts'
import type { Block, WireMessage } from './content-schema.ts'
import { foreignToolOf } from './hosted-tools.ts'
import type { MessagesRequest } from './schema.ts'

/**
 * The API's error for a request that matches the schema: calls without results, results without calls,
 * empty messages, and conflicting parameters. `undefined` if there is none.
 * Wordings as seen in anthropics/claude-code#6242, #8210, #13460, #62396 and ProfSynapse/nexus#17.
 */
export function contradictionOf(request: MessagesRequest): string | undefined {
  const foreign = foreignToolOf(request)
  if (foreign !== undefined) return notEmulatedText(foreign.parameter, foreign.value)
  return contradictionOfMessages(request.messages) ?? contradictionOfTools(request) ?? contradictionOfThinking(request)
}

function contradictionOfMessages(messages: readonly WireMessage[]): string | undefined {
  if (messages.length === 0) return 'messages: at least one message is required'
  for (const [index, message] of messages.entries()) {
    const isOptional = message.role === 'assistant' && index === messages.length - 1
    if (message.content.length === 0 && !isOptional)
      return `messages.${index}: all messages must have non-empty content except for the optional final assistant message`
    if (blocksOf(message).some((block) => block.type === 'text' && block.text === ''))
      return 'messages: text content blocks must be non-empty'
  }
  return contradictionOfCalls(messages) ?? contradictionOfPrefill(messages.at(-1)!)
}

function blocksOf(message: WireMessage): readonly Block[] {
  return typeof message.content === 'string' ? [] : message.content
}

function contradictionOfPrefill(last: WireMessage): string | undefined {
  if (last.role !== 'assistant') return undefined
  const block = blocksOf(last).at(-1)
  const text = typeof last.content === 'string' ? last.content : block?.type === 'text' ? block.text : ''
  return /\s$/.test(text) ? 'messages: final assistant content cannot end with trailing whitespace' : undefined
}

/** A tool call without its result so far, and the message that contains it. */
interface OpenCalls {
  readonly index: number
  readonly ids: Set<string>
}

function contradictionOfCalls(messages: readonly WireMessage[]): string | undefined {
  const made = new Set<string>()
  let open: OpenCalls | undefined
  for (const [index, message] of messages.entries()) {
    const answered = new Set<string>()
    const expected: ReadonlySet<string> = message.role === 'user' ? new Set(open?.ids) : new Set()
    for (const [position, block] of blocksOf(message).entries()) {
      const place = `messages.${index}.content.${position}`
      if (block.type === 'tool_use') {
        if (made.has(block.id)) return `${place}: \`tool_use\` ids must be unique`
        made.add(block.id)
      }
      if (block.type !== 'tool_result') continue
      const id = block.tool_use_id
      if (answered.has(id)) return `${place}: each tool_use must have a single result. Found multiple \`tool_result\` blocks with id: ${id}`
      if (!expected.has(id))
        return `${place}: unexpected \`tool_use_id\` found in \`tool_result\` blocks: ${id}. Each \`tool_result\` block must have a corresponding \`tool_use\` block in the previous message.`
      answered.add(id)
    }
    // The API joins consecutive turns of one role, and allows instructions between two turns.
    if (message.role === 'system') continue
    if (message.role === 'assistant') {
      const ids = blocksOf(message).flatMap((block) => (block.type === 'tool_use' ? [block.id] : []))
      open = { index: open?.index ?? index, ids: new Set([...(open?.ids ?? []), ...ids]) }
      continue
    }
    for (const id of answered) open?.ids.delete(id)
    if (messages[index + 1]?.role === 'user') continue
    const unanswered = unansweredBy(open)
    if (unanswered !== undefined) return unanswered
    open = undefined
  }
  return unansweredBy(open)
}

function unansweredBy(open: OpenCalls | undefined): string | undefined {
  if (open === undefined || open.ids.size === 0) return undefined
  return `messages.${open.index}: \`tool_use\` ids were found without \`tool_result\` blocks immediately after: ${[...open.ids].join(', ')}. Each \`tool_use\` block must have a corresponding \`tool_result\` block in the next message.`
}

function contradictionOfTools({ tools = [], tool_choice: choice, thinking }: MessagesRequest): string | undefined {
  const names = tools.flatMap((tool) => (tool.name === undefined ? [] : [tool.name]))
  if (new Set(names).size < names.length) return 'tools: Tool names must be unique.'
  if (choice?.type === 'tool' && tools.length > 0 && !names.includes(choice.name))
    return `Tool '${choice.name}' not found in provided tools`
  if ((choice?.type === 'tool' || choice?.type === 'any') && tools.length === 0)
    return 'tool_choice may only be specified while providing tools.'
  if ((choice?.type === 'tool' || choice?.type === 'any') && thinking?.type === 'enabled')
    return 'Thinking may not be enabled when tool_choice forces tool use.'
  return undefined
}

function contradictionOfThinking({ thinking, max_tokens: maxTokens }: MessagesRequest): string | undefined {
  if (thinking?.type !== 'enabled' || maxTokens > thinking.budget_tokens) return undefined
  return '`max_tokens` must be greater than `thinking.budget_tokens`. Please consult our documentation at https://docs.claude.com/en/docs/build-with-claude/extended-thinking#max-tokens-and-context-window-size'
}
