import { RecentMap, type ProviderStore } from '../../../kit.ts'

/** A client that has registered. */
export interface RegisteredClient {
  readonly redirectUris: readonly string[]
}

/** What a client may do, and until when, in milliseconds since 1970. */
export interface Grant {
  readonly scope: string
  readonly expiresAt: number
}

/** What a user has allowed, until the client fetches its token. */
export interface Authorization {
  readonly clientId: string
  readonly redirectUri: string
  readonly challenge: string
  readonly scope: string
}

/** What an authorization server remembers. */
export interface Grants {
  readonly clients: Map<string, RegisteredClient>
  /** By codes. Each can be used once. */
  readonly authorizations: Map<string, Authorization>
  /** By access tokens. */
  readonly access: Map<string, Grant>
  /** The scopes by refresh tokens. Each can be used once. */
  readonly refresh: Map<string, Pick<Authorization, 'clientId' | 'scope'>>
  /** How many clients, codes and tokens there were, which tells them apart. */
  issued: number
}

const owner = {}

/** What the authorization server of a provider remembers. */
export function grantsIn(store: ProviderStore): Grants {
  return store.keep<Grants>(owner, () => ({
    clients: new RecentMap(),
    authorizations: new RecentMap(),
    access: new RecentMap(),
    refresh: new RecentMap(),
    issued: 0,
  }))
}
