import { resolve4 } from 'node:dns'
import { lookup, Resolver } from 'node:dns/promises'
import { createServer, Agent, get, type RequestOptions } from 'node:http'
import { connect as connectHttp2 } from 'node:http2'
import { connect as connectTcp, type AddressInfo } from 'node:net'
import { connect as connectTls } from 'node:tls'
import axios from 'axios'
import { setupServer } from 'msw/node'
import { Client } from 'undici'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { connectionReset, overloaded } from '../../faults/index.ts'
import { brownout, openai } from '../../src/index.ts'
import { intercept } from '../../src/intercept/network.ts'

const chaos = brownout({ providers: [openai()], answers: () => ({ parts: [{ type: 'text', text: 'All is well.' }] }) })
const url = 'https://api.openai.com/v1/chat/completions'
const request = { model: 'gpt-4o', messages: [{ role: 'user', content: 'Is all well?' }] }
const settings = { headers: { authorization: 'Bearer test' }, adapter: 'http' }
const refused = 'Blocked a connection to api.openai.com (OpenAI). Nothing was sent.'

interface Emitter {
  on(event: 'error', listener: (error: Error) => void): unknown
}

function failureOf(client: Emitter): Promise<never> {
  return new Promise((_, reject) => void client.on('error', reject))
}

describe('a client that is not answered', () => {
  const escaped: string[] = []
  let close: () => void

  beforeEach(() => {
    escaped.length = 0
    close = intercept({ escaped: ({ host }) => void escaped.push(host) })
  })
  afterEach(() => close())

  it.each([
    ['node:http', () => axios.post(url, request, settings)],
    ['HTTP/2, as gRPC does', () => failureOf(connectHttp2('https://api.openai.com'))],
    ['TCP', () => failureOf(connectTcp({ host: 'api.openai.com', port: 443 }))],
    [
      'an address of its own, with the name for the certificate',
      () => failureOf(connectTls({ host: '203.0.113.7', port: 443, servername: 'api.openai.com', ALPNProtocols: ['h2'] })),
    ],
  ])('is refused over %s', async (_, connect) => {
    await expect(connect()).rejects.toThrow(refused)
    expect(escaped).toEqual(['api.openai.com'])
  })

  it('is refused a name, with any resolver', async () => {
    const host = 'generativelanguage.googleapis.com'
    const byCallback = new Promise((_, reject) => resolve4(host, reject))
    for (const resolving of [lookup(host), new Resolver().resolve4(host), byCallback])
      await expect(resolving).rejects.toThrow(`Blocked a name look-up to ${host} (Google)`)
    expect(escaped).toEqual([host, host, host])
  })

  it.each([
    'eu.api.openai.com',
    'mtls-eu.api.openai.com',
    'ai-gateway.vercel.sh',
    'api.cerebras.ai',
    'router.huggingface.co',
    'gateway.ai.cloudflare.com',
    'oai.helicone.ai',
    'api.portkey.ai',
    'models.github.ai',
    'api.voyageai.com',
    'integrate.api.nvidia.com',
    'api.replicate.com',
    'dashscope-intl.aliyuncs.com',
    'api.moonshot.ai',
    'api.ai21.com',
  ])('is refused at %s', async (host) => {
    await expect(lookup(host)).rejects.toThrow('Blocked a name look-up')
  })
})

describe('a connection that was already open', () => {
  let port: number
  let hits = 0
  const host = createServer((_, response) => void response.end(String(++hits)))

  beforeAll(async () => {
    await new Promise<void>((resolve) => void host.listen(0, '127.0.0.1', resolve))
    port = (host.address() as AddressInfo).port
  })
  beforeEach(() => {
    hits = 0
  })
  afterAll(() => {
    host.closeAllConnections()
    host.close()
  })

  const ask = (options: RequestOptions): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      get({ host: 'api.openai.com', path: '/v1/models', ...options }, (response) =>
        response.resume().on('end', () => resolve(response.statusCode)),
      ).on('error', reject)
    })

  it('of an undici pool is closed, and nothing is sent over it', async () => {
    const client = new Client('http://api.openai.com', {
      connect: (_, connected) => {
        const socket = connectTcp(port, '127.0.0.1', () => connected(null, socket))
      },
    })
    const send = async (): Promise<number> => (await client.request({ path: '/v1/models', method: 'GET' })).statusCode
    expect([await send(), hits]).toEqual([200, 1])
    const release = intercept({ escaped: () => {} })
    await expect(send().finally(release)).rejects.toThrow('Blocked a request to api.openai.com')
    expect(hits).toBe(1)
    await client.destroy()
  })

  it('of an agent is closed, and an emulated one takes its place', async () => {
    const plain = brownout({ providers: [openai({ baseURL: 'http://api.openai.com/v1' })] })
    const agent = new Agent({ keepAlive: true })
    agent.createConnection = () => connectTcp(port, '127.0.0.1')
    expect([await ask({ agent }), hits]).toEqual([200, 1])
    Reflect.deleteProperty(agent, 'createConnection')
    const release = plain.intercept()
    expect(await ask({ agent, headers: settings.headers }).finally(release)).toBe(200)
    expect([plain.journal.unhandled, hits]).toEqual([[], 1])
    agent.destroy()
  })
})

it('leaves hosts of others than providers to the app, with any client', async () => {
  const own = createServer(({ headers }, response) => void response.end(headers['authorization']))
  await new Promise<void>((resolve) => void own.listen(0, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${(own.address() as AddressInfo).port}/orders`
  const { headers } = settings
  const release = chaos.intercept()
  try {
    expect(await (await fetch(address, { headers })).text()).toBe('Bearer test')
    expect((await axios.get<string>(address, settings)).data).toBe('Bearer test')
    expect(chaos.journal.unhandled).toEqual([])
  } finally {
    release()
    own.closeAllConnections()
    own.close()
  }
})

describe("axios before MSW's own server", () => {
  const server = setupServer(...chaos.handlers)

  beforeEach(() => {
    chaos.reset()
    server.listen()
  })
  afterEach(() => server.close())

  it('is answered', async () => {
    const { data } = await axios.post<{ choices: { message: { content: string } }[] }>(url, request, settings)
    expect(data.choices[0]!.message.content).toBe('All is well.')
  })

  it('meets the faults', async () => {
    chaos.inject(overloaded().nth(1), connectionReset().nth(2))
    await expect(axios.post(url, request, settings)).rejects.toMatchObject({ response: { status: 503 } })
    await expect(axios.post(url, request, settings)).rejects.toMatchObject({ isAxiosError: true, code: 'ECONNRESET' })
    expect(chaos.journal.calls.map(({ ending }) => ending)).toEqual(['refused', 'reset'])
  })
})
