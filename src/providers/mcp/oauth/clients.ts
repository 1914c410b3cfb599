import { uuidFrom, type Endpoint } from '../../../kit.ts'
import { isObject } from '../message.ts'
import { grantsIn } from './grants.ts'
import { oauthEndpoint } from './oauth-endpoint.ts'

/** Dynamic registration of clients, RFC 7591. */
export function registration(): Endpoint {
  return oauthEndpoint({
    name: 'oauth/register',
    method: 'POST',
    path: /^\/register$/,
    answer({ text }, { store, random }) {
      const wanted = readJson(text)
      const redirectUris = Array.isArray(wanted?.['redirect_uris']) ? wanted['redirect_uris'] : []
      if (wanted === undefined) return { error: 'invalid_client_metadata', description: 'The body is not a JSON object.' }
      if (!redirectUris.every((uri): uri is string => typeof uri === 'string' && URL.canParse(uri)))
        return { error: 'invalid_redirect_uri', description: 'A redirect URI is not a URL.' }
      const grants = grantsIn(store)
      const clientId = `client-${++grants.issued}-${uuidFrom(random)}`
      grants.clients.set(clientId, { redirectUris })
      return { json: { token_endpoint_auth_method: 'none', ...wanted, redirect_uris: redirectUris, client_id: clientId }, status: 201 }
    },
  })
}

function readJson(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}
