import { Client as NewClient, StreamableHTTPClientTransport as NewTransport } from '@modelcontextprotocol/client'
import { StdioClientTransport as NewStdioTransport } from '@modelcontextprotocol/client/stdio'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { LoggingMessageNotificationSchema, ResourceUpdatedNotificationSchema } from '@modelcontextprotocol/sdk/types.js'
import { describe, expect, it } from 'vitest'
import { brownout, BrownoutError, virtualTime } from '../../../src/index.ts'
import { mcp, type McpServer } from '../../../src/providers/mcp/index.ts'
import { withChaos } from '../../../src/vitest/index.ts'
import { open, post, postModern, request } from './shop.ts'

const url = 'https://shop.example/mcp'
const command = { command: 'npx', args: ['shop-server'] }
const info = { name: 'test', version: '1.0.0' }
const terms = 'file:///terms.txt'

const server = (place: { readonly url: string } | typeof command): McpServer =>
  mcp({
    name: 'shop',
    ...place,
    keepFor: '1m',
    tools: {
      search: { run: () => 'Nothing found.' },
      upgrade: { run: (_input, { server: own }) => own.setTools({ search: {}, order: { run: () => 'Ordered.' } }) },
    },
    resources: { [terms]: { text: 'Thirty days.' } },
    prompts: {},
  })

const wait = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms))
const settings = { seed: 'tuesday', clientBehavior: 'ignore', unfiredFaults: 'ignore' } as const

/** What a client has heard. */
interface Heard {
  readonly tools: unknown[]
  readonly messages: unknown[]
}

/** A connected client that lists the tools again whenever they have changed. */
interface Listener extends Heard {
  readonly client: Pick<Client, 'callTool' | 'close' | 'listTools' | 'readResource'>
  subscribe(): Promise<unknown>
}

const namesOf = (error: unknown, tools: readonly { readonly name: string }[] | null): unknown => error ?? tools?.map(({ name }) => name)

async function oldListener(transport: StreamableHTTPClientTransport | StdioClientTransport): Promise<Listener> {
  const heard: Heard = { tools: [], messages: [] }
  const onChanged = (error: unknown, tools: readonly { readonly name: string }[] | null): void =>
    void heard.tools.push(namesOf(error, tools))
  const client = new Client(info, { capabilities: { roots: {} }, listChanged: { tools: { onChanged } } })
  client.setNotificationHandler(LoggingMessageNotificationSchema, ({ params }) => void heard.messages.push(params.data))
  client.setNotificationHandler(ResourceUpdatedNotificationSchema, ({ params }) => void heard.messages.push(params.uri))
  await client.connect(transport)
  return { ...heard, client, subscribe: () => client.subscribeResource({ uri: terms }) }
}

async function newListener(transport: NewTransport | NewStdioTransport, mode: 'legacy' | 'auto'): Promise<Listener> {
  const heard: Heard = { tools: [], messages: [] }
  const onChanged = (error: unknown, tools: readonly { readonly name: string }[] | null): void =>
    void heard.tools.push(namesOf(error, tools))
  const client = new NewClient(info, {
    versionNegotiation: { mode },
    capabilities: { roots: {} },
    listChanged: { tools: { onChanged } },
  })
  client.setNotificationHandler('notifications/message', ({ params }) => void heard.messages.push(params.data))
  client.setNotificationHandler('notifications/resources/updated', ({ params }) => void heard.messages.push(params.uri))
  await client.connect(transport)
  const subscribe = (): Promise<unknown> =>
    mode === 'legacy' ? client.subscribeResource({ uri: terms }) : client.listen({ resourceSubscriptions: [terms] })
  return { ...heard, client: client as unknown as Listener['client'], subscribe }
}

const places = [
  ['sdk over HTTP', { url }, () => oldListener(new StreamableHTTPClientTransport(new URL(url)))],
  ['sdk over stdio', command, () => oldListener(new StdioClientTransport({ ...command, stderr: 'ignore' }))],
  ['client over HTTP', { url }, () => newListener(new NewTransport(new URL(url)), 'legacy')],
  ['client over stdio', command, () => newListener(new NewStdioTransport({ ...command, stderr: 'ignore' }), 'legacy')],
  ['client over HTTP, 2026-07-28', { url }, () => newListener(new NewTransport(new URL(url)), 'auto')],
  ['client over stdio, 2026-07-28', command, () => newListener(new NewStdioTransport({ ...command, stderr: 'ignore' }), 'auto')],
] as const

describe.for(places)('%s', ([name, place, connect]) => {
  const shop = server(place)
  const test = withChaos({ ...settings, providers: [shop] })

  test('hears that tools have changed, from the test or from a tool', async ({ chaos }) => {
    const { client, tools } = await connect()
    await wait(1_000)
    shop.in(chaos).setTools({ search: {} })
    await wait(1_000)
    shop.in(chaos).setTools({ search: {}, upgrade: { run: (_input, { server: own }) => own.setTools({ order: {} }) } })
    await wait(1_000)
    await client.callTool({ name: 'upgrade' })
    await wait(1_000)
    expect(tools).toEqual([['search'], ['search', 'upgrade'], ['order']])
    await client.close()
    expect(chaos.journal.bugs).toEqual([])
  })

  test('hears that a resource has changed, if it has subscribed to it', async ({ chaos }) => {
    const { client, subscribe, messages } = await connect()
    await wait(1_000)
    shop.in(chaos).updateResource(terms, { text: 'Twenty days.' })
    await subscribe()
    await wait(1_000)
    shop.in(chaos).updateResource(terms, { text: 'Ten days.' })
    await wait(1_000)
    expect(messages).toEqual([terms])
    expect((await client.readResource({ uri: terms })).contents).toMatchObject([{ text: 'Ten days.' }])
    await client.close()
  })

  it('has the same journal twice', async () => {
    const journals: string[] = []
    for (let run = 0; run < 2; run++) {
      const chaos = brownout({ providers: [shop], seed: 'tuesday' })
      const release = chaos.intercept()
      await virtualTime(async () => {
        const { client } = await connect()
        for (let time = 0; time < 5; time++) {
          shop.in(chaos).setTools({ search: {} })
          await wait(60_000)
        }
        await client.close()
      }).finally(release)
      journals.push(JSON.stringify(chaos.journal))
    }
    expect(journals[0]).toBe(journals[1])
    expect(name.includes('stdio') || journals[0]!.includes('"aborted"')).toBe(true)
  })
})

const shop = server({ url })
const test = withChaos({ ...settings, providers: [shop] })

describe('the stream of a session', () => {
  const listen = (headers: Readonly<Record<string, string>>): Promise<Response> =>
    fetch(url, { headers: { accept: 'text/event-stream', ...headers } })

  test('is one at a time, and ends with the session', async ({ chaos }) => {
    const headers = await open()
    const stream = await listen(headers)
    expect([stream.status, stream.headers.get('content-type')]).toEqual([200, 'text/event-stream'])
    expect((await listen(headers)).status).toBe(409)
    await fetch(url, { method: 'DELETE', headers })
    expect(await stream.text()).toBe('')
    expect(chaos.journal.calls[1]).toMatchObject({ endpoint: 'stream', ending: 'complete' })
    expect((await listen(headers)).status).toBe(404)
  })

  test('can be opened again after it was closed', async ({ chaos }) => {
    const headers = await open()
    await (await listen(headers)).body?.cancel()
    expect((await listen(headers)).status).toBe(200)
    expect(chaos.journal.calls.map(({ ending }) => ending)).toEqual(['complete', 'aborted', undefined])
  })

  test('is an event stream', async ({ chaos }) => {
    expect((await fetch(url, { headers: { accept: 'application/json', ...(await open()) } })).status).toBe(406)
    expect((await listen({ 'mcp-protocol-version': '2026-07-28' })).status).toBe(405)
    expect((await listen({})).status).toBe(400)
    expect(chaos.journal.calls.map(({ ending }) => ending)).toEqual(['complete', 'refused', 'refused', 'refused'])
  })

  test('has log messages of the levels that the client wants', async ({ chaos }) => {
    const { client, messages } = await oldListener(new StreamableHTTPClientTransport(new URL(url)))
    await (client as Client).setLoggingLevel('warning')
    await wait(1_000)
    shop.in(chaos).log('info', 'open')
    shop.in(chaos).log('error', 'closing')
    await wait(1_000)
    expect(messages).toEqual(['closing'])
    await client.close()
  })

  test('has requests of the server, which the client answers', async ({ chaos }) => {
    const { client } = await oldListener(new StreamableHTTPClientTransport(new URL(url)))
    await wait(1_000)
    expect(await shop.in(chaos).request('ping')).toEqual({})
    await expect(shop.in(chaos).request('sampling/createMessage', { messages: [], maxTokens: 1 })).rejects.toThrow('Method not found')
    await client.close()
    await wait(1_000)
    await expect(shop.in(chaos).request('ping')).rejects.toThrow('no client listens')
  })
})

describe('a change', () => {
  test('is gone after a reset', async ({ chaos }) => {
    shop.in(chaos).setTools({})
    expect((await postModern('tools/list')).message.result).toMatchObject({ tools: [] })
    chaos.reset()
    expect((await postModern('tools/list')).message.result?.['tools']).toHaveLength(2)
  })

  test('can be unknown to clients', async ({ chaos }) => {
    const { client, tools } = await oldListener(new StreamableHTTPClientTransport(new URL(url)))
    await wait(1_000)
    shop.in(chaos).setTools({ order: {} }, { announced: false })
    await wait(1_000)
    expect([tools, (await client.listTools()).tools.map(({ name }) => name)]).toEqual([[], ['order']])
    await client.close()
  })

  test('of resources and prompts is listed', async ({ chaos }) => {
    shop.in(chaos).setResources({ 'file:///new.txt': { text: 'New.' } })
    shop.in(chaos).setPrompts({ greet: { text: 'Greet.' } })
    expect((await postModern('resources/list')).message.result).toMatchObject({ resources: [{ uri: 'file:///new.txt' }], ttlMs: 60_000 })
    expect((await postModern('prompts/list')).message.result).toMatchObject({ prompts: [{ name: 'greet' }] })
    expect((await postModern('resources/read', { uri: terms })).message.error).toMatchObject({ code: -32602 })
  })

  test('of what the server does not have is an error', async ({ chaos }) => {
    const bare = mcp({ name: 'bare', url: 'https://bare.example/mcp' })
    expect(() => bare.in(brownout({ providers: [bare] })).setTools({})).toThrow('Cannot change the tools of "bare"')
    expect(() => bare.in(chaos)).toThrow(BrownoutError)
    expect(() => bare.in(chaos)).toThrow('Cannot find the provider "bare": it is not set up here.')
  })
})

describe('a subscription', () => {
  test('must name its purpose', async ({ chaos }) => {
    expect(await postModern('subscriptions/listen')).toMatchObject({ status: 400, message: { error: { code: -32602 } } })
    expect(await post(request('subscriptions/listen', { notifications: {} }), await open())).toMatchObject({
      message: { error: { code: -32601 } },
    })
    expect(chaos.journal.calls[0]).toMatchObject({ endpoint: 'subscriptions/listen', ending: 'refused' })
  })
})
