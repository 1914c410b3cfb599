import type { Problem, ProviderStore, WireRequest } from '../../../kit.ts'
import type { McpAuthorization } from '../options.ts'
import { grantsIn, type Grant } from './grants.ts'

const defaultScopes = ['tools'] as const

/** The complete settings of a server that needs a token. */
export function authorizationOf(auth: true | McpAuthorization): Required<McpAuthorization> {
  const { scopes = defaultScopes, expiresIn = '1h', refreshable = true } = auth === true ? {} : auth
  return { scopes, expiresIn, refreshable }
}

/** The rights of a request's token. `undefined` if it has no valid one. */
export function grantOf({ headers }: WireRequest, store: ProviderStore): Grant | undefined {
  const [, token = ''] = /^Bearer +(\S+)$/i.exec(headers.get('authorization') ?? '') ?? []
  return grantsIn(store).access.get(token)
}

/** Why a server that needs a token does not take a request. */
export function accessProblem(request: WireRequest, store: ProviderStore): Problem | undefined {
  if (!request.headers.has('authorization')) return { kind: 'authentication', code: null, message: 'Authorization required', passes: true }
  const grant = grantOf(request, store)
  if (grant === undefined) return { kind: 'authentication', message: 'Invalid access token', passes: true }
  return grant.expiresAt <= store.now() ? { kind: 'authentication', passes: true } : undefined
}
