import type { ToolUse } from './outcome.ts'

/** Tool calls by name, with their arguments as they are in the text. */
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
 * Returns the tool calls in `received` or `truth` of a call in the journal, where each is a line of its own: `name(arguments)`.
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

function parsed(json: string): unknown {
  try {
    return JSON.parse(json === '' ? '{}' : json) as unknown
  } catch {
    // Truncated or invalid arguments cannot be compared with others.
    return undefined
  }
}
