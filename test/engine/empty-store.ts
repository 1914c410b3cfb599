import type { ProviderStore } from '../../src/engine/model/provider.ts'

/** The store of a provider that has kept nothing yet. */
export function emptyStore(): ProviderStore {
  const kept = new Map<object, unknown>()
  return {
    now: () => 0,
    keep<Value>(owner: object, make: () => Value): Value {
      if (!kept.has(owner)) kept.set(owner, make())
      return kept.get(owner) as Value
    },
  }
}
