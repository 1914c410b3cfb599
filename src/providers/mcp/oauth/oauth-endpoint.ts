import { defineEndpoint, operationOn, type Endpoint, type OwnAnswerContext, type Problem, type WireRequest } from '../../../kit.ts'

/** The response of an authorization server: JSON, or a redirect, or an OAuth error. */
export type OAuthAnswer =
  | { readonly json: unknown; readonly status?: number }
  | { readonly location: string }
  | { readonly error: string; readonly description: string; readonly status?: number }

/** One endpoint of an authorization server. */
export interface OAuthEndpoint {
  readonly name: string
  readonly method: 'GET' | 'POST'
  readonly path: RegExp
  /** The text that distinguishes its calls in the journal. It has no random values of the client, such as a verifier. */
  subjectOf?(request: WireRequest): string
  /** Whether a call renews a token that the client had. */
  renews?(request: WireRequest): boolean
  answer(request: WireRequest, context: OwnAnswerContext): OAuthAnswer | Promise<OAuthAnswer>
}

const documentation = 'https://modelcontextprotocol.io/specification/2025-11-25/basic/authorization'

/** Defines an endpoint of an authorization server. */
export function oauthEndpoint({ name, method, path, subjectOf = () => '', renews = () => false, answer }: OAuthEndpoint): Endpoint {
  return defineEndpoint({
    name,
    method,
    path,
    documentation,
    decode(request) {
      const operation = renews(request) ? 'renew-access' : 'grant-access'
      const base = operationOn('access-server', { model: '', texts: [`${name} ${subjectOf(request)}`.trim()] })
      return { type: 'ask', ask: { ...base, operation } }
    },
    async answer(_call, context) {
      const given = await answer(context.request, context)
      if ('error' in given) return { problem: problemFor(given) }
      const response =
        'location' in given ? { status: 302, headers: { location: given.location } } : { status: given.status ?? 200, headers: {} }
      return { parts: 'json' in given ? [{ type: 'data', text: JSON.stringify(given.json) }] : [], response }
    },
    write: () => ({
      headers: () => ({ 'cache-control': 'no-store' }),
      head: ({ response = { status: 200, headers: {} } }) => ({
        status: response.status,
        headers: { ...response.headers, 'cache-control': 'no-store' },
        ...(response.status === 302 ? { textType: 'text/plain' } : {}),
      }),
      body: ({ data: [json] }) => (json === undefined ? '' : (JSON.parse(json) as unknown)),
      problem: ({ kind, status = statusOf(kind), code, message }) => ({
        status,
        body: {
          error: code ?? (status >= 500 ? 'server_error' : 'invalid_request'),
          ...(message === undefined ? {} : { error_description: message }),
        },
      }),
    }),
  })
}

function problemFor({ error, description, status = 400 }: Extract<OAuthAnswer, { readonly error: string }>): Problem {
  return { kind: status === 401 ? 'authentication' : 'bad-request', status, code: error, message: description }
}

/** The status of a failure that a fault has chosen. */
function statusOf(kind: Problem['kind']): number {
  const statuses: Readonly<Partial<Record<Problem['kind'], number>>> = {
    'rate-limit-requests': 429,
    'rate-limit-tokens': 429,
    'quota-exhausted': 429,
    'server-error': 500,
    'bad-gateway': 502,
    unavailable: 503,
    overloaded: 503,
    'gateway-timeout': 504,
    'request-timeout': 408,
    authentication: 401,
    permission: 403,
    'not-found': 404,
    'model-not-found': 404,
  }
  return statuses[kind] ?? 400
}
