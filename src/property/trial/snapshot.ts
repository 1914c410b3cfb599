/** A value as plain data. */
export type Snapshot = string | number | boolean | null | undefined | readonly Snapshot[] | { readonly [name: string]: Snapshot }

/**
 * Returns a plain copy of a value, so that later changes do not count. Functions and streams become their kind in
 * brackets, errors their name and message.
 */
export function snapshot(value: unknown, within: ReadonlySet<object> = new Set()): Snapshot {
  if (typeof value === 'function') return '[function]'
  if (typeof value === 'bigint' || typeof value === 'symbol') return String(value)
  if (typeof value !== 'object' || value === null) return value as Snapshot
  if (within.has(value)) return '[circular]'
  const inner = new Set([...within, value])
  const copy = (member: unknown): Snapshot => snapshot(member, inner)
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '[invalid date]' : value.toISOString()
  if (value instanceof Error) return { '[error]': value.name, message: value.message }
  if (value instanceof Map) return { '[map]': [...value].map((pair) => pair.map(copy)) }
  if (value instanceof Set) return { '[set]': [...value].map(copy) }
  if (value instanceof Headers) return Object.fromEntries(value)
  if (ArrayBuffer.isView(value)) return Array.from(value as unknown as ArrayLike<number>)
  if (Array.isArray(value)) return value.map(copy)
  if (isStream(value)) return '[stream]'
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, copy(member)]))
}

function isStream(value: object): boolean {
  return 'getReader' in value || Symbol.asyncIterator in value
}
