import { RecentMap } from '../../../kit.ts'
import type { Problem, ProviderStore } from '../../../kit.ts'
import type { StoredItem } from '../responses/stored/items.ts'

/** A conversation that the provider keeps. */
export interface Conversation {
  readonly id: string
  /** Seconds since 1970. */
  readonly createdAt: number
  metadata: Readonly<Record<string, string>>
  readonly items: StoredItem[]
}

const owner = {}

/** The conversations that a provider keeps, by ID. */
export function conversationsIn(store: ProviderStore): Map<string, Conversation> {
  return store.keep(owner, () => new RecentMap<string, Conversation>())
}

/** The API's error for an unknown conversation. */
export function conversationMissing(id: string): Problem {
  return { kind: 'not-found', message: `Conversation with id '${id}' not found.`, parameter: 'conversation', code: null }
}
