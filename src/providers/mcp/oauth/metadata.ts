import type { Endpoint, WireRequest } from '../../../kit.ts'
import type { Server } from '../server.ts'
import { authorizationOf } from './access.ts'
import { oauthEndpoint } from './oauth-endpoint.ts'
import { pathOf, rootOf } from './places.ts'

/** RFC 8414 puts the path of an issuer behind the well-known one. */
function issuerOf(request: WireRequest): string {
  const { origin, pathname } = request.sentTo?.() ?? request.url
  const [, path] = /^\/\.well-known\/[\w-]+(\/.+)$/.exec(pathname) ?? []
  return path === undefined ? rootOf(request) : origin + path
}

/** The documents that clients read before they request a token: RFC 9728 and RFC 8414. */
export function metadataEndpoints({ options }: Server): readonly Endpoint[] {
  const { url = '', auth = true } = options
  const { scopes } = authorizationOf(auth)
  const document = (name: string, path: RegExp, json: (request: WireRequest) => object): Endpoint =>
    oauthEndpoint({ name, method: 'GET', path, answer: (request) => ({ json: json(request) }) })
  return [
    document('oauth/resource', /^\/\.well-known\/oauth-protected-resource(?:\/.*)?$/, (request) => ({
      resource: `${rootOf(request)}${pathOf(url)}`,
      authorization_servers: [rootOf(request)],
      scopes_supported: scopes,
      bearer_methods_supported: ['header'],
    })),
    document('oauth/server', /^\/\.well-known\/(?:oauth-authorization-server|openid-configuration)(?:\/.*)?$/, (request) => {
      const issuer = issuerOf(request)
      return {
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        registration_endpoint: `${issuer}/register`,
        scopes_supported: scopes,
        response_types_supported: ['code'],
        grant_types_supported: ['authorization_code', 'refresh_token', 'client_credentials'],
        token_endpoint_auth_methods_supported: ['none', 'client_secret_post', 'client_secret_basic'],
        code_challenge_methods_supported: ['S256'],
        jwks_uri: `${issuer}/jwks`,
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
      }
    }),
  ]
}
