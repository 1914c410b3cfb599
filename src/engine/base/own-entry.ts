/**
 * Returns the entry of a table under a name that a client sent. `undefined` for inherited names such as `__proto__` and `constructor`.
 * @example
 * ownEntry({ 'text-embedding-3-small': 1536 }, '__proto__') // => undefined
 */
export function ownEntry<Value>(table: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined
}
