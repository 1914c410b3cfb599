import { base64Of, milliseconds, uuidFrom, type Endpoint, type OwnAnswerContext, type WireRequest } from '../../../kit.ts'
import type { McpAuthorization } from '../options.ts'
import { grantsIn } from './grants.ts'
import { oauthEndpoint, type OAuthAnswer } from './oauth-endpoint.ts'

type Context = Pick<OwnAnswerContext, 'store' | 'random'>

/** The endpoint that issues tokens: for a code, for a refresh token, or for client credentials. */
export function token(authorization: Required<McpAuthorization>): Endpoint {
  return oauthEndpoint({
    name: 'oauth/token',
    method: 'POST',
    path: /^\/token$/,
    subjectOf: (request) => formOf(request).get('grant_type') ?? '',
    renews: (request) => formOf(request).get('grant_type') === 'refresh_token',
    answer(request, context): OAuthAnswer | Promise<OAuthAnswer> {
      const form = formOf(request)
      switch (form.get('grant_type')) {
        case 'authorization_code':
          return byCode(form, authorization, context)
        case 'refresh_token':
          return byRefreshToken(form, authorization, context)
        case 'client_credentials':
          return issue(
            { clientId: '', scope: form.get('scope') ?? authorization.scopes.join(' ') },
            { ...authorization, refreshable: false },
            context,
          )
        default:
          return { error: 'unsupported_grant_type', description: 'The grant type is not supported.' }
      }
    },
  })
}

function formOf({ text }: WireRequest): URLSearchParams {
  return new URLSearchParams(text)
}

async function byCode(form: URLSearchParams, authorization: Required<McpAuthorization>, context: Context): Promise<OAuthAnswer> {
  const { authorizations } = grantsIn(context.store)
  const code = form.get('code') ?? ''
  const found = authorizations.get(code)
  authorizations.delete(code)
  if (found === undefined) return { error: 'invalid_grant', description: 'The code is unknown, or was used before.' }
  if (form.get('redirect_uri') !== found.redirectUri) return { error: 'invalid_grant', description: 'The redirect URI is another one.' }
  if ((await challengeOf(form.get('code_verifier') ?? '')) !== found.challenge)
    return { error: 'invalid_grant', description: 'The code verifier does not match the challenge.' }
  return issue(found, authorization, context)
}

function byRefreshToken(form: URLSearchParams, authorization: Required<McpAuthorization>, context: Context): OAuthAnswer {
  const { refresh } = grantsIn(context.store)
  const used = form.get('refresh_token') ?? ''
  const found = refresh.get(used)
  if (found === undefined) return { error: 'invalid_grant', description: 'The refresh token is unknown, or was used before.' }
  refresh.delete(used)
  return issue(found, authorization, context)
}

function issue(
  { clientId, scope }: { readonly clientId: string; readonly scope: string },
  { expiresIn, refreshable }: Required<McpAuthorization>,
  { store, random }: Context,
): OAuthAnswer {
  const grants = grantsIn(store)
  const lifetime = milliseconds(expiresIn)
  const access = `access-${++grants.issued}-${uuidFrom(random)}`
  grants.access.set(access, { scope, expiresAt: store.now() + lifetime })
  const refresh = refreshable ? { refresh_token: `refresh-${grants.issued}-${uuidFrom(random)}` } : {}
  if (refresh.refresh_token !== undefined) grants.refresh.set(refresh.refresh_token, { clientId, scope })
  return { json: { access_token: access, token_type: 'Bearer', expires_in: Math.floor(lifetime / 1_000), scope, ...refresh } }
}

/** RFC 7636, 4.2. */
async function challengeOf(verifier: string): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier)))
  return base64Of(hash).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}
