import type { ToolUse } from './evidence.ts'

/** The tool calls that a text of the journal holds, each on a line of its own: `name(arguments)`. The arguments of one that was cut are `undefined`. */
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
    // A call that was cut, or spoilt, has no arguments that anyone could compare.
    return undefined
  }
}
