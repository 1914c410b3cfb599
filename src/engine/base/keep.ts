/**
 * Returns the value that is kept for an owner. Makes it on the first call.
 * @example
 * const memories = new Map<object, unknown>()
 * const count = (owner: object) => keep(memories, owner, () => ({ calls: 0 }))
 */
export function keep<Value>(kept: Map<object, unknown>, owner: object, make: () => Value): Value {
  if (!kept.has(owner)) kept.set(owner, make())
  // Only `make` adds values, so the value under an owner has the type that `make` returns.
  return kept.get(owner) as Value
}
