import type { ProviderStore } from '../../kit.ts'

const owner = {}

/** The sessions that are open on one server, by their IDs. */
export function sessionsIn(store: ProviderStore): Set<string> {
  return store.keep(owner, () => new Set<string>())
}
