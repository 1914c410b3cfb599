/** All text in a value and, since those of an error are not enumerable, in its message and causes. */
export function textsIn(value: unknown, seen = new Set<object>()): string {
  if (typeof value === 'string') return value
  if (typeof value !== 'object' || value === null || seen.has(value)) return ''
  seen.add(value)
  const names = new Set([...Object.keys(value), ...(value instanceof Error ? ['message', 'cause', 'errors'] : [])])
  const pairs = value instanceof Headers || value instanceof Map ? [...value].map(([, member]) => member as unknown) : []
  return [...[...names].map((name) => (value as Record<string, unknown>)[name]), ...pairs].map((member) => textsIn(member, seen)).join('\n')
}
