/** The character that closes an open bracket. */
type Closer = '}' | ']'

/**
 * Returns the arguments of a tool call as an object, for a body that needs one.
 *
 * A stream contains the model's JSON unchanged, even if it is broken. A non-streaming body cannot contain broken JSON: the
 * API parses it and sends an object. For broken arguments, the object has the members that are complete before
 * the break, like the API's when `max_tokens` truncates a call. It is empty if no member is complete, or if the JSON is not
 * an object.
 * @example
 * toolInput('{"order":7,"reason":"la') // => { order: 7 }
 */
export function toolInput(text: string): Record<string, unknown> {
  return jsonObjectOf(text) ?? asObject(wholeMembers(text)) ?? {}
}

/** Parses a JSON object. `undefined` if the text is not JSON or not an object. */
export function jsonObjectOf(text: string): Record<string, unknown> | undefined {
  return asObject(parsed(text))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function asObject(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined
}

/** The longest start of the text that is JSON after closing its open brackets. */
function wholeMembers(text: string): unknown {
  const open: Closer[] = []
  const candidates: { readonly end: number; readonly closers: string }[] = []
  const keep = (end: number): void => void candidates.push({ end, closers: open.toReversed().join('') })
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],]/gs)) {
    if (token === ',') keep(index)
    else if (token === '{' || token === '[') {
      open.push(token === '{' ? '}' : ']')
      keep(index + 1)
    } else if (token === '}' || token === ']') {
      if (open.pop() !== token) break
      keep(index + 1)
      if (open.length === 0) break
    } else keep(index + token.length)
  }
  for (const { end, closers } of candidates.toReversed()) {
    const value = parsed(text.slice(0, end) + closers)
    if (value !== undefined) return value
  }
  return undefined
}
