import { uuidFrom, type Endpoint } from '../../../kit.ts'
import type { McpAuthorization } from '../options.ts'
import { grantsIn } from './grants.ts'
import { oauthEndpoint, type OAuthAnswer } from './oauth-endpoint.ts'

/** The page on which a user would allow access. Each request is allowed at once, and the answer redirects to the client. */
export function authorize({ scopes }: Required<McpAuthorization>): Endpoint {
  return oauthEndpoint({
    name: 'oauth/authorize',
    method: 'GET',
    path: /^\/authorize$/,
    subjectOf: ({ url }) => url.searchParams.get('scope') ?? '',
    answer({ url }, { store, random }): OAuthAnswer {
      const asked = (name: string): string => url.searchParams.get(name) ?? ''
      const grants = grantsIn(store)
      const [clientId, redirectUri, challenge] = [asked('client_id'), asked('redirect_uri'), asked('code_challenge')]
      const client = grants.clients.get(clientId)
      if (client === undefined) return { error: 'invalid_client', description: 'The client is not registered.' }
      if (!client.redirectUris.includes(redirectUri))
        return { error: 'invalid_request', description: 'The redirect URI is not one of the client.' }
      const back = (parameters: Readonly<Record<string, string>>): OAuthAnswer => {
        const location = new URL(redirectUri)
        const state = asked('state')
        for (const [name, value] of Object.entries({ ...parameters, ...(state === '' ? {} : { state }) }))
          location.searchParams.set(name, value)
        return { location: location.href }
      }
      if (asked('response_type') !== 'code') return back({ error: 'unsupported_response_type' })
      if (challenge === '' || asked('code_challenge_method') !== 'S256')
        return back({ error: 'invalid_request', error_description: 'PKCE with S256 is required.' })
      const scope = asked('scope') || scopes.join(' ')
      const code = `code-${++grants.issued}-${uuidFrom(random)}`
      grants.authorizations.set(code, { clientId, redirectUri, challenge, scope })
      return back({ code })
    },
  })
}
