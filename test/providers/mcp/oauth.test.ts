import { describe, expect, it } from 'vitest'
import { overloaded, scopeMissing, tokenExpired } from '../../../faults/index.ts'
import { brownout, virtualTime } from '../../../src/index.ts'
import { mcp } from '../../../src/providers/mcp/index.ts'
import { withChaos } from '../../../src/vitest/index.ts'
import { serve } from '../../../src/server/index.ts'
import { request } from './shop.ts'
import { authorizedClients } from './oauth-clients.ts'

const url = 'https://shop.example/mcp'
const shop = mcp({ name: 'shop', url, auth: { scopes: ['read'] }, tools: { order: { run: () => 'Ordered.' } } })
const test = withChaos({ seed: 'tuesday', clientBehavior: 'ignore', unfiredFaults: 'ignore', providers: [shop] })
const ordered = [{ type: 'text', text: 'Ordered.' }]
const wait = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms))

describe.for(authorizedClients)('%s', ([name, connect]) => {
  test('registers, asks its user once, and is authorized', async ({ chaos }) => {
    const client = await connect(url)
    expect(await client.call('order')).toEqual(ordered)
    await client.close()
    expect(client.user.asked).toEqual(['read'])
    const endpoints = chaos.journal.calls.map(({ endpoint }) => endpoint)
    for (const endpoint of ['oauth/resource', 'oauth/server', 'oauth/register', 'oauth/authorize', 'oauth/token'])
      expect(endpoints).toContain(endpoint)
    expect(chaos.journal.calls[0]).toMatchObject({ status: 401, problem: { kind: 'authentication' } })
    expect(chaos.journal.bugs).toEqual([])
  })

  test('gets a new token when its own has expired', async ({ chaos }) => {
    const client = await connect(url)
    await wait(3_600_000)
    expect(await client.call('order')).toEqual(ordered)
    await client.close()
    expect(client.user.asked).toHaveLength(1)
    expect(chaos.journal.calls.filter(({ call }) => call.operation === 'renew-access').length).toBeGreaterThan(0)
  })

  test('asks its user again if the old one cannot be renewed', async ({ chaos }) => {
    const client = await connect(url)
    // A client of the era with sessions listens soon after it is connected.
    await wait(1_000)
    chaos.inject(tokenExpired({ refreshable: false }))
    expect(await client.call('order')).toEqual(ordered)
    await client.close()
    expect(client.user.asked).toHaveLength(2)
  })

  test('asks its user for a missing scope, unless it only renews its token', async ({ chaos }) => {
    const client = await connect(url)
    chaos.inject(scopeMissing({ scope: 'write' }))
    const called = client.call('order')
    if (name === '@modelcontextprotocol/sdk') await expect(called).rejects.toThrow('403 after trying upscoping')
    else expect(await called).toEqual(ordered)
    await client.close()
    expect(client.user.asked).toEqual(name === '@modelcontextprotocol/sdk' ? ['read'] : ['read', 'read write'])
    expect(chaos.journal.calls.filter(({ executed }) => executed === true)).toHaveLength(name === '@modelcontextprotocol/sdk' ? 0 : 1)
  })

  it('has the same journal twice', async () => {
    const journals: string[] = []
    for (let run = 0; run < 2; run++) {
      const chaos = brownout({ providers: [shop], seed: 'tuesday' })
      chaos.inject(tokenExpired({ after: '2h' }))
      const release = chaos.intercept()
      await virtualTime(async () => {
        const client = await connect(url)
        for (let hour = 0; hour < 3; hour++) {
          await client.call('order').catch(() => undefined)
          await wait(3_600_000)
        }
        await client.close()
      }).finally(release)
      journals.push(JSON.stringify(chaos.journal))
    }
    expect(journals[0]).toBe(journals[1])
    expect(journals[0]).toContain('oauth/token')
  })
})

describe('an authorization server', () => {
  const post = async (
    path: string,
    body: string,
  ): Promise<{ readonly status: number; readonly json: Readonly<Record<string, unknown>> }> => {
    const response = await fetch(`https://shop.example${path}`, { method: 'POST', body })
    return { status: response.status, json: (await response.json()) as Readonly<Record<string, unknown>> }
  }
  const register = (): ReturnType<typeof post> => post('/register', JSON.stringify({ redirect_uris: ['http://localhost/back'] }))
  const visit = (query: Readonly<Record<string, string>>): Promise<Response> =>
    fetch(`https://shop.example/authorize?${new URLSearchParams(query)}`, { redirect: 'manual' })

  test.for([
    ['/register', '{', 'invalid_client_metadata'],
    ['/register', '{"redirect_uris":["nowhere"]}', 'invalid_redirect_uri'],
    ['/token', '', 'unsupported_grant_type'],
    ['/token', 'grant_type=authorization_code&code=stolen', 'invalid_grant'],
    ['/token', 'grant_type=refresh_token&refresh_token=stolen', 'invalid_grant'],
  ] as const)('refuses %s with %s', async ([path, body, error], { chaos }) => {
    expect(await post(path, body)).toMatchObject({ status: 400, json: { error } })
    expect(chaos.journal.calls[0]).toMatchObject({ ending: 'refused' })
  })

  test('redirects only to an address of the client', async ({ chaos }) => {
    const { json } = await register()
    const query = { client_id: String(json['client_id']), response_type: 'code' }
    expect((await visit({ ...query, redirect_uri: 'https://evil.example' })).status).toBe(400)
    expect((await visit({ ...query, client_id: 'nobody', redirect_uri: 'http://localhost/back' })).status).toBe(400)
    const back = await visit({ ...query, redirect_uri: 'http://localhost/back', state: '7' })
    expect(back.headers.get('location')).toBe(
      'http://localhost/back?error=invalid_request&error_description=PKCE+with+S256+is+required.&state=7',
    )
    expect(chaos.journal.calls).toHaveLength(4)
  })

  test('takes a code once, and only with its verifier', async ({ chaos }) => {
    const { json } = await register()
    const code = async (): Promise<string> => {
      const back = await visit({
        client_id: String(json['client_id']),
        response_type: 'code',
        redirect_uri: 'http://localhost/back',
        // RFC 7636, appendix B.
        code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
        code_challenge_method: 'S256',
      })
      return new URL(back.headers.get('location')!).searchParams.get('code')!
    }
    const exchange = async (granted: string, verifier: string): ReturnType<typeof post> =>
      post('/token', `grant_type=authorization_code&code=${granted}&redirect_uri=http://localhost/back&code_verifier=${verifier}`)
    const right = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
    const first = await code()
    expect(await exchange(first, right)).toMatchObject({ status: 200, json: { token_type: 'Bearer', expires_in: 3_600, scope: 'read' } })
    expect(await exchange(first, right)).toMatchObject({ status: 400, json: { error: 'invalid_grant' } })
    expect(await exchange(await code(), 'wrong')).toMatchObject({ status: 400, json: { error: 'invalid_grant' } })
    expect(chaos.journal.bugs).toEqual([])
  })

  test('gives a token to a client for itself, and none to a wrong one', async ({ chaos }) => {
    const { json } = await post('/token', 'grant_type=client_credentials')
    const list = (token: string): Promise<Response> =>
      fetch(url, { method: 'POST', headers: { authorization: `Bearer ${token}` }, body: JSON.stringify(request('initialize')) })
    expect((await list(String(json['access_token']))).status).toBe(200)
    const refused = await list('wrong')
    expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([
      401,
      'Bearer error="invalid_token", scope="read", resource_metadata="https://shop.example/.well-known/oauth-protected-resource/mcp"',
    ])
    const first = await fetch(url, { method: 'POST', body: JSON.stringify(request('initialize')) })
    expect(first.headers.get('www-authenticate')).toBe(
      'Bearer scope="read", resource_metadata="https://shop.example/.well-known/oauth-protected-resource/mcp"',
    )
    expect(chaos.journal.calls[0]).toMatchObject({ endpoint: 'oauth/token' })
  })

  test('fails as others do', async ({ chaos }) => {
    chaos.inject(overloaded().for({ endpoint: 'oauth/token' }))
    expect(await post('/token', 'grant_type=client_credentials')).toEqual({ status: 503, json: { error: 'server_error' } })
    expect(chaos.neverFired).toEqual([])
  })

  it('is available at the address of its server', async () => {
    const server = await serve(brownout({ providers: [shop] }))
    const base = server.baseUrls['shop']!
    const response = await fetch(base, { method: 'POST', body: JSON.stringify(request('initialize')) })
    const [, metadata = ''] = /resource_metadata="(.*)"/.exec(response.headers.get('www-authenticate') ?? '') ?? []
    const resource = (await (await fetch(metadata)).json()) as { readonly resource: string; readonly authorization_servers: string[] }
    expect([resource.resource, resource.authorization_servers]).toEqual([base, [base.replace(/\/mcp$/, '')]])
    const issuer = new URL(resource.authorization_servers[0]!)
    const found = await fetch(`${issuer.origin}/.well-known/oauth-authorization-server${issuer.pathname}`)
    expect(await found.json()).toMatchObject({ issuer: issuer.href, token_endpoint: `${issuer.href}/token` })
    expect((await fetch(`${issuer.href}/token`, { method: 'POST', body: 'grant_type=client_credentials' })).status).toBe(200)
    await server.close()
  })

  it('names an option that cannot be used', () => {
    expect(() => mcp({ name: 'shop', url, auth: { expiresIn: 'soon' as never } })).toThrow('expiresIn')
    expect(() => mcp({ name: 'shop', url, auth: false as never })).toThrow('auth')
  })
})
