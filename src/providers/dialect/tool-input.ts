/** What closes a bracket that is open. */
type Closer = '}' | ']'

/**
 * Returns the arguments of a tool call as an object, for a body that must hold one.
 *
 * A stream carries the model's JSON as it was written, broken or not. A body that is not streamed cannot hold broken JSON: the
 * API reads what the model wrote and sends an object. So for broken arguments it holds the members that are complete before
 * the break, as the API does when `max_tokens` cuts off a call. It is empty if no member is complete, or if the JSON is not
 * an object.
 * @example
 * toolInput('{"order":7,"reason":"la') // => { order: 7 }
 */
export function toolInput(text: string): Record<string, unknown> {
  return jsonObjectOf(text) ?? asObject(wholeMembers(text)) ?? {}
}

/** Returns the object of a JSON text; `undefined` if it is not JSON or not an object. */
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

/** The longest beginning of the text that is JSON once its open brackets are closed. */
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
