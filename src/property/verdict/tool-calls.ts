import { canonicalJson } from '../../engine/base/hash.ts'
import type { Message } from '../../engine/model/call.ts'
import type { ToolUse } from './outcome.ts'

/** Tool calls by name, with their arguments as text. */
interface WrittenToolCall {
  readonly name: string
  readonly arguments: string
}

function writtenIn(text: string): readonly WrittenToolCall[] {
  return text.split('\n').flatMap((line) => {
    const found = /^([\w.:-]+)\((.*?)\)?$/.exec(line)
    return found === null ? [] : [{ name: found[1]!, arguments: found[2]! }]
  })
}

/**
 * Returns the tool calls in `received` or `truth` of a call in the journal. Each is on its own line there: `name(arguments)`.
 * Truncated or invalid arguments are `undefined`.
 * @example
 * toolCallsIn(call.received).some(({ name }) => name === 'refund')
 */
export function toolCallsIn(text: string): ToolUse[] {
  return writtenIn(text).map(({ name, arguments: given }) => ({ name, arguments: parsed(given) }))
}

/** The last tool call in a text, if the text ends within its arguments. */
export function truncatedToolCallIn(text: string): WrittenToolCall | undefined {
  const last = writtenIn(text).at(-1)
  return last !== undefined && text.trimEnd().replace(/\)$/, '').endsWith(last.arguments) && parsed(last.arguments) === undefined
    ? last
    : undefined
}

/** A tool call that an app ran: the model's request, and the tool's result. */
export interface ToolRun extends ToolUse {
  readonly result: string
  /** Equal for the same tool with the same arguments and the same result. */
  readonly signature: string
}

/**
 * Returns the tool calls in messages that have a result, in order.
 * @example
 * toolRunsIn(call.messages).filter(({ name }) => name === 'search').length
 */
export function toolRunsIn(messages: readonly Message[]): readonly ToolRun[] {
  const parts = messages.flatMap((message) => message.parts)
  const results = new Map(parts.flatMap((part) => (part.type === 'tool-result' ? [[part.id, part.text] as const] : [])))
  return parts.flatMap((part) => {
    const result = part.type === 'tool-call' ? results.get(part.id) : undefined
    if (part.type !== 'tool-call' || result === undefined) return []
    const { name } = part
    const given = parsed(part.arguments)
    return [{ name, arguments: given, result, signature: canonicalJson([name, given ?? part.arguments, result]) }]
  })
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json === '' ? '{}' : json) as unknown
  } catch {
    // Truncated or invalid arguments cannot be compared with others.
    return undefined
  }
}
