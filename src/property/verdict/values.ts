/** Returns the text of a value that a task resolved with: a string itself, or the member `text` of an object. */
export function textOfValue(value: unknown): string | undefined {
  const text = typeof value === 'object' && value !== null ? (value as { text?: unknown }).text : value
  return typeof text === 'string' ? text : undefined
}

/** Returns every string in a value, at any depth. Names of members are not included. */
export function textsWithin(value: unknown, seen = new Set<object>()): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null || seen.has(value)) return []
  seen.add(value)
  return Object.values(value).flatMap((member) => textsWithin(member, seen))
}

/** Returns all text in a value or an error, one line each, including what `Object.values` misses: messages, causes, headers and maps. */
export function textsIn(value: unknown, seen = new Set<object>()): string {
  if (typeof value === 'string') return value
  if (typeof value !== 'object' || value === null || seen.has(value)) return ''
  seen.add(value)
  const names = new Set([...Object.keys(value), ...(value instanceof Error ? ['message', 'cause', 'errors'] : [])])
  const pairs = value instanceof Headers || value instanceof Map ? [...value].map(([, member]) => member as unknown) : []
  return [...[...names].map((name) => (value as Record<string, unknown>)[name]), ...pairs].map((member) => textsIn(member, seen)).join('\n')
}
