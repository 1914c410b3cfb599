import { RecentMap, type ProviderStore } from '../../../kit.ts'

/** A client that has registered. */
export interface RegisteredClient {
  readonly redirectUris: readonly string[]
}

/** The scope of a client's rights, and their end in milliseconds since 1970. */
export interface Grant {
  readonly scope: string
  readonly expiresAt: number
}

/** The rights that a user has allowed, until the client fetches its token. */
export interface Authorization {
  readonly clientId: string
  readonly redirectUri: string
  readonly challenge: string
  readonly scope: string
}

/** The state of an authorization server. */
export interface Grants {
  readonly clients: Map<string, RegisteredClient>
  /** By codes. Each can be used once. */
  readonly authorizations: Map<string, Authorization>
  /** By access tokens. */
  readonly access: Map<string, Grant>
  /** The scopes by refresh tokens. Each can be used once. */
  readonly refresh: Map<string, Pick<Authorization, 'clientId' | 'scope'>>
  /** How many clients, codes and tokens were issued. Each gets its number from it. */
  issued: number
}

const owner = {}

/** The state of a provider's authorization server. */
export function grantsIn(store: ProviderStore): Grants {
  return store.keep<Grants>(owner, () => ({
    clients: new RecentMap(),
    authorizations: new RecentMap(),
    access: new RecentMap(),
    refresh: new RecentMap(),
    issued: 0,
  }))
}
