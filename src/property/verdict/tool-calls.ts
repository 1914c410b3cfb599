import type { ToolUse } from './outcome.ts'

/**
 * Returns the tool calls in `received` or `truth` of a call in the journal, where each is a line of its own: `name(arguments)`.
 * Truncated or invalid arguments are `undefined`.
 * @example
 * toolCallsIn(call.received).some(({ name }) => name === 'refund')
 */
export function toolCallsIn(text: string): ToolUse[] {
  return text.split('\n').flatMap((line) => {
    const found = /^([\w-]+)\((.*?)\)?$/.exec(line)
    return found === null ? [] : [{ name: found[1]!, arguments: parsed(found[2]!) }]
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
