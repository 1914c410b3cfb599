import { Client as NewClient, StreamableHTTPClientTransport as NewTransport } from '@modelcontextprotocol/client'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { ElicitRequestSchema } from '@modelcontextprotocol/sdk/types.js'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { resultLost, poisonedResult, sessionLost } from '../../../../faults/index.ts'
import { brownout, type Chaos } from '../../../../src/index.ts'
import { mcp } from '../../../../src/providers/mcp/index.ts'
import { serve } from '../../../../src/server/index.ts'
import { servedShop, type ServedShop } from '../../../upstream/server/real-shop.ts'

const url = 'https://shop.example/mcp'
const info = { name: 'test', version: '1.0.0' }
const order = { name: 'order', arguments: { item: 'lamp' } }
const token = 'Bearer secret-of-the-shop-1234'

let real: ServedShop
let chaos: Chaos
beforeAll(async () => {
  real = await servedShop(token)
  chaos = brownout({ seed: 'tuesday', providers: [mcp({ name: 'shop', url, upstream: real.url })] })
  return chaos.intercept()
})
afterAll(() => real.close())
beforeEach(() => {
  chaos.reset()
  real.ran.length = 0
  real.headers.length = 0
})

const requestInit = { headers: { authorization: token, 'x-tenant': 'acme' } }

async function connect(address = url): Promise<Client> {
  const client = new Client(info, { capabilities: { elicitation: {} } })
  client.setRequestHandler(ElicitRequestSchema, () => ({ action: 'accept', content: {} }))
  await client.connect(new StreamableHTTPClientTransport(new URL(address), { requestInit }))
  return client
}

describe('a real server behind a URL', () => {
  it('gets the keys and the headers of the client, which are kept nowhere, and answers', async () => {
    const client = await connect()
    expect(await client.callTool(order)).toEqual({ content: [{ type: 'text', text: 'Ordered: lamp' }], _meta: { receipt: 42 } })
    await client.close()
    expect(real.headers[0]).toMatchObject({ method: 'POST', authorization: token, 'x-tenant': 'acme' })
    expect(JSON.stringify(chaos.incident())).not.toContain('secret-of-the-shop')
    expect(chaos.journal.bugs).toEqual([])
  })

  it('sends a request to the client while a tool runs, in the stream of the call', async () => {
    const client = await connect()
    const heard: unknown[] = []
    client.fallbackNotificationHandler = async ({ method }) => void heard.push(method)
    const result = await client.callTool({ name: 'speaks', arguments: {} }, undefined, { onprogress: (each) => void heard.push(each) })
    expect(result.content).toEqual([{ type: 'text', text: 'The user said accept.' }])
    expect(heard).toEqual(['notifications/message', { progress: 1, total: 2 }])
    await client.close()
  })

  it('reports that it refuses a client, in the words of the protocol', async () => {
    const client = new Client(info)
    await expect(client.connect(new StreamableHTTPClientTransport(new URL(url)))).rejects.toThrow('has answered with status 401')
  })

  it('keeps a session for each client, and ends it', async () => {
    const [one, other] = [await connect(), await connect()]
    await one.callTool(order)
    await other.callTool(order)
    const transport = one.transport as StreamableHTTPClientTransport
    await transport.terminateSession()
    await expect.poll(() => real.headers.filter(({ method }) => method === 'DELETE').length).toBe(1)
    expect((await other.callTool(order)).content).toHaveLength(1)
    await other.close()
    expect(real.ran).toHaveLength(3)
  })

  it('ends the session if another run begins', async () => {
    await connect()
    chaos.reset()
    await expect.poll(() => real.headers.filter(({ method }) => method === 'DELETE').length).toBe(1)
  })

  it('is hit by the faults of a session, of results and of connections', async () => {
    const client = await connect()
    chaos.inject(sessionLost().nth(1).for('tools/call'), poisonedResult().nth(2).for('tools/call'))
    await expect(client.callTool(order)).rejects.toThrow('Session not found')
    const again = await connect()
    expect((await again.callTool(order)).content).toHaveLength(2)
    chaos.inject(resultLost())
    await expect(again.callTool(order)).rejects.toThrow('fetch failed')
    expect(real.ran).toHaveLength(2)
  })

  it('is reached over sockets by a client of the second generation', async () => {
    const server = await serve(chaos)
    const client = new NewClient(info)
    await client.connect(new NewTransport(new URL(server.baseUrls['shop']!), { requestInit }))
    expect((await client.callTool(order)).content).toEqual([{ type: 'text', text: 'Ordered: lamp' }])
    await client.close()
    await server.close()
  })
})
