import { Client as NewClient, StreamableHTTPClientTransport as NewTransport } from '@modelcontextprotocol/client'
import type { OAuthClientProvider } from '@modelcontextprotocol/sdk/client/auth.js'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'

const info = { name: 'test', version: '1.0.0' }
const callback = 'http://localhost:9999/callback'

/** A user who allows everything: the questions to them, and the code that they return. */
export interface User {
  readonly asked: string[]
  code: string | undefined
}

/** Keeps all in memory, and follows the redirect of the authorization server. */
function memoryProvider(user: User): OAuthClientProvider {
  const kept: Record<string, unknown> = {}
  return {
    redirectUrl: callback,
    clientMetadata: { redirect_uris: [callback], client_name: 'test' },
    clientInformation: () => kept['client'] as never,
    saveClientInformation: (client) => void (kept['client'] = client),
    tokens: () => kept['tokens'] as never,
    saveTokens: (tokens) => void (kept['tokens'] = tokens),
    saveCodeVerifier: (verifier) => void (kept['verifier'] = verifier),
    codeVerifier: () => kept['verifier'] as string,
    saveDiscoveryState: (found) => void (kept['discovery'] = found),
    discoveryState: () => kept['discovery'] as never,
    invalidateCredentials(scope) {
      for (const name of scope === 'all' ? ['client', 'tokens', 'verifier', 'discovery'] : [scope]) delete kept[name]
    },
    async redirectToAuthorization(url) {
      user.asked.push(url.searchParams.get('scope') ?? '')
      const response = await fetch(url, { redirect: 'manual' })
      user.code = new URL(response.headers.get('location')!).searchParams.get('code') ?? undefined
    },
  }
}

/** A client that asks its user when it must. */
export interface AuthorizedClient {
  readonly user: User
  call(name: string): Promise<unknown>
  close(): Promise<void>
}

type Transport = Pick<StreamableHTTPClientTransport, 'finishAuth'>

/** Does something, and once more if the user had to be asked. */
async function withUser<Value>(user: User, transport: Transport, act: () => Promise<Value>): Promise<Value> {
  try {
    return await act()
  } catch (error) {
    if (user.code === undefined) throw error
    const { code } = user
    user.code = undefined
    await transport.finishAuth(code)
    return await act()
  }
}

async function connectOld(url: string): Promise<AuthorizedClient> {
  const user: User = { asked: [], code: undefined }
  const authProvider = memoryProvider(user)
  const newTransport = (): StreamableHTTPClientTransport => new StreamableHTTPClientTransport(new URL(url), { authProvider })
  let [client, transport] = [new Client(info), newTransport()]
  await withUser(user, transport, async () => {
    ;[client, transport] = [new Client(info), newTransport()]
    await client.connect(transport)
  })
  return {
    user,
    call: async (name) => (await withUser(user, transport, () => client.callTool({ name }))).content,
    close: () => client.close(),
  }
}

async function connectNew(url: string, mode: 'legacy' | 'auto'): Promise<AuthorizedClient> {
  const user: User = { asked: [], code: undefined }
  const authProvider = memoryProvider(user)
  const newTransport = (): NewTransport => new NewTransport(new URL(url), { authProvider: authProvider as never })
  const newClient = (): NewClient => new NewClient(info, { versionNegotiation: { mode } })
  let [client, transport] = [newClient(), newTransport()]
  await withUser(user, transport, async () => {
    ;[client, transport] = [newClient(), newTransport()]
    await client.connect(transport)
  })
  return {
    user,
    call: async (name) => (await withUser(user, transport, () => client.callTool({ name }))).content,
    close: () => client.close(),
  }
}

export const authorizedClients: readonly (readonly [name: string, connect: (url: string) => Promise<AuthorizedClient>])[] = [
  ['@modelcontextprotocol/sdk', connectOld],
  ['@modelcontextprotocol/client', (url) => connectNew(url, 'legacy')],
  ['@modelcontextprotocol/client, 2026-07-28', (url) => connectNew(url, 'auto')],
]
