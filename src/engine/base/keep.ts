/**
 * Returns the value that is kept under a key, such as its owner or a name. Makes it on the first call.
 * @example
 * const memories = new Map<object, unknown>()
 * const count = (owner: object) => keep(memories, owner, () => ({ calls: 0 }))
 */
export function keep<Key, Value>(kept: Map<Key, unknown>, key: Key, make: () => Value): Value {
  if (!kept.has(key)) kept.set(key, make())
  // Only `make` adds values, so the value under a key has the type that `make` returns.
  return kept.get(key) as Value
}
