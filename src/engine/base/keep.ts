/**
 * Returns what is kept for an owner, and makes it the first time.
 * @example
 * const memories = new Map<object, unknown>()
 * const count = (owner: object) => keep(memories, owner, () => ({ calls: 0 }))
 */
export function keep<Value>(kept: Map<object, unknown>, owner: object, make: () => Value): Value {
  if (!kept.has(owner)) kept.set(owner, make())
  // Only `make` fills the place of an owner, so what is there is what it makes.
  return kept.get(owner) as Value
}
