import { RecentMap } from '../../kit.ts'
import type { ProviderStore, WireRequest } from '../../kit.ts'

/** What a server knows of a client. */
export interface ClientState {
  /** The version that was agreed on. */
  version?: string
  capabilities: Readonly<Record<string, unknown>>
  /** The least level of the log messages that it wants. */
  level?: string
}

export const unknownClient: ClientState = { capabilities: {} }
const owner = {}

/** The sessions that are open on one server, by their IDs. */
export function sessionsIn(store: ProviderStore): Map<string, ClientState> {
  return store.keep(owner, () => new RecentMap<string, ClientState>())
}

/** The client of a process, which is the app that has started it. */
export function clientOfProcess({ connection }: WireRequest): ClientState {
  return connection?.keep<ClientState>(owner, () => ({ capabilities: {} })) ?? unknownClient
}
