import { once } from 'node:events'
import { connect } from 'node:net'
import { request, type ClientRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest, type RequestOptions as TlsRequestOptions } from 'node:https'
import { describe, it } from 'vitest'
import { WebSocket } from 'ws'
import { splitBytes, truncatedStream } from '../../faults/catalogue.ts'
import { anthropic, answers, brownout, openai } from '../../src/index.ts'
import { serve } from '../../src/server/index.ts'
import { expect, withChaos } from '../../src/vitest/index.ts'
import { certificate } from '../server/certificate.ts'

const text = 'Größe: „ja“.'
const providers = [openai(), anthropic()]
const options = { providers, answers: answers.from(() => text) }
const test = withChaos({ ...options, clientBehavior: 'ignore' })
const served = withChaos({ ...options, clientBehavior: 'ignore', time: 'real' })
const headers = { authorization: 'Bearer sk-test', 'x-api-key': 'sk-test', 'anthropic-version': '2023-06-01' }

interface Refusal {
  readonly status: number | undefined
  readonly encoding: string | undefined
  readonly upgrade: string | undefined
  readonly body: unknown
}

async function refusalOf(url: string): Promise<Refusal> {
  const socket = new WebSocket(url, { headers })
  socket.on('error', () => {})
  const [, response] = (await once(socket, 'unexpected-response')) as [unknown, IncomingMessage]
  let body = ''
  for await (const piece of response) body += String(piece)
  const { 'transfer-encoding': encoding, connection = '', upgrade } = response.headers
  expect(connection).toBe('Upgrade')
  return { status: response.statusCode, encoding, upgrade, body: JSON.parse(body) }
}

/** A request that offers to continue in HTTP/2, as clients without TLS can. */
function askingForHttp2(ask: typeof request, url: string, options: TlsRequestOptions = {}): ClientRequest {
  const asking = ask(`${url}/openai/v1/responses`, {
    ...options,
    method: 'POST',
    headers: {
      ...headers,
      connection: 'Upgrade, HTTP2-Settings',
      upgrade: 'h2c',
      'http2-settings': 'AAA',
      'content-type': 'application/json',
    },
  })
  asking.end(JSON.stringify({ model: 'gpt-5', input: 'Where?' }))
  return asking
}

async function statusOf(asking: ClientRequest): Promise<number | undefined> {
  const [response] = (await once(asking, 'response')) as [IncomingMessage]
  return response.resume().statusCode
}

interface ServerEvent {
  readonly type: string
  readonly delta?: string
}

/** Makes one call, and returns what the client received. */
async function ask(socket: WebSocket): Promise<{ events: ServerEvent[]; closed: unknown; errors: Error[] }> {
  const events: ServerEvent[] = []
  const errors: Error[] = []
  socket.on('message', (data) => {
    events.push(JSON.parse(String(data)) as ServerEvent)
    if (events.at(-1)?.type === 'response.completed') socket.close()
  })
  socket.on('error', (error) => errors.push(error))
  socket.on('open', () => socket.send(JSON.stringify({ type: 'response.create', model: 'gpt-5', input: 'Where?' })))
  const [closed] = (await once(socket, 'close')) as [unknown]
  return { events, closed, errors }
}

describe('what is not spoken', () => {
  it('is refused with 426, in the words of its provider', async () => {
    const chaos = brownout(options)
    const release = chaos.intercept()
    const { status, upgrade, body } = await refusalOf('wss://api.anthropic.com/v1/messages')
    expect([status, upgrade]).toEqual([426, 'HTTP/1.1'])
    const message =
      'Blocked a WebSocket to https://api.anthropic.com/v1/messages: anthropic is emulated, but not over a WebSocket there. Call it over HTTP.'
    expect(body).toMatchObject({ type: 'error', error: { message } })
    expect(await refusalOf('wss://api.openai.com/v1/chat/completions')).toMatchObject({ status: 426, body: { error: { param: null } } })
    const plain = await fetch('https://api.openai.com/v1/realtime?model=gpt-realtime', { headers })
    expect([plain.status, plain.headers.get('upgrade'), plain.headers.get('connection')]).toEqual([426, 'websocket', 'Upgrade'])
    expect(await plain.text()).toContain('this endpoint needs a WebSocket')
    expect(chaos.journal.unhandled).toHaveLength(3)
    release()
  })

  // Codex requests a WebSocket first, and falls back to HTTP after this status.
  it('is refused with 426 by a server, below the path of a provider or of no provider', async () => {
    const chaos = brownout(options)
    const { url, close } = await serve(chaos)
    const { host } = new URL(url)
    for (const path of ['/anthropic/v1/messages', '/v1/messages', '/openai/v1/chat/completions', '/openai/v1/nothing'])
      expect(await refusalOf(`ws://${host}${path}`)).toMatchObject({
        status: 426,
        encoding: undefined,
        upgrade: 'HTTP/1.1',
        body: { error: {} },
      })
    const plain = await fetch(`${url}/openai/v1/realtime?model=gpt-realtime`, { headers })
    expect([plain.status, plain.headers.get('upgrade'), plain.headers.get('connection')]).toEqual([426, 'websocket', 'Upgrade'])
    expect(chaos.journal.unhandled).toHaveLength(5)
    await close()
  })
})

describe('bytes', () => {
  test('in fragments are complete messages', async ({ chaos }) => {
    chaos.inject(splitBytes())
    const { events } = await ask(new WebSocket('wss://api.openai.com/v1/responses', { headers }))
    expect(events.map(({ delta = '' }) => delta).join('')).toBe(text)
    expect(chaos.neverFired).toEqual([])
  })

  test('are truncated in the middle of a message', async ({ chaos }) => {
    chaos.inject(truncatedStream({ at: '100 bytes', ending: 'closed' }))
    expect(await ask(new WebSocket('wss://api.openai.com/v1/responses', { headers }))).toMatchObject({ events: [], closed: 1_006 })
  })

  // The next bytes would be a part of the message: a real truncation sends no close frame.
  test.for(['1 bytes', '100 bytes', '1500 bytes'] as const)(
    'that end inside a message are followed by nothing: %s',
    async (at, { chaos }) => {
      chaos.inject(truncatedStream({ at }))
      const bytes: Buffer[] = []
      const socket = new WebSocket('wss://api.openai.com/v1/responses', { headers })
      socket.on('upgrade', (response: IncomingMessage) => response.socket.on('data', (read: Buffer) => bytes.push(read)))
      expect((await ask(socket)).closed).toBe(1_006)
      expect(Buffer.concat(bytes)).toHaveLength(Number.parseInt(at, 10))
    },
  )

  test('that end between messages are followed by a close frame', async ({ chaos }) => {
    chaos.inject(truncatedStream({ afterDeltas: 1 }))
    expect((await ask(new WebSocket('wss://api.openai.com/v1/responses', { headers }))).closed).toBe(1_000)
  })
})

describe('a connection', () => {
  test('answers pings while an answer stalls', async ({ chaos }) => {
    const socket = new WebSocket('wss://api.openai.com/v1/responses', { headers })
    await once(socket, 'open')
    socket.ping('are you there?')
    expect(String((await once(socket, 'pong'))[0])).toBe('are you there?')
    expect(chaos.journal.calls).toHaveLength(1)
    socket.close()
  })

  served('that requests another protocol is answered as if it had not', async ({ chaos }) => {
    const { url, close } = await serve(chaos)
    expect(await statusOf(askingForHttp2(request, url))).toBe(200)
    await close()
  })

  served('over TLS is a WebSocket, which a fault resets', async ({ chaos }) => {
    const { url, close } = await serve(chaos, { tls: certificate })
    const { host } = new URL(url)
    const open = (): WebSocket => new WebSocket(`wss://${host}/openai/v1/responses`, { headers, ca: certificate.cert })
    expect((await ask(open())).events.map(({ delta = '' }) => delta).join('')).toBe(text)
    chaos.inject(truncatedStream({ afterDeltas: 1, ending: 'reset' }))
    expect(await ask(open())).toMatchObject({ closed: 1_006 })
    await close()
  })

  served('over TLS that requests another protocol is answered as if it had not', async ({ chaos }) => {
    const { url, close } = await serve(chaos, { tls: certificate })
    expect(await statusOf(askingForHttp2(httpsRequest, url, { ca: certificate.cert }))).toBe(200)
    await close()
  })

  served('that sends something other than a WebSocket is closed', async ({ chaos }) => {
    const { url, close } = await serve(chaos)
    const socket = connect(Number(new URL(url).port), '127.0.0.1')
    const key = {
      'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
      'sec-websocket-version': '13',
      upgrade: 'websocket',
      connection: 'Upgrade',
      host: 'localhost',
      ...headers,
    }
    const lines = Object.entries(key).map(([name, value]) => `${name}: ${value}`)
    socket.write(`GET /openai/v1/responses HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`)
    const [answer] = (await once(socket, 'data')) as [Buffer]
    // The example of RFC 6455, 1.3.
    expect(String(answer)).toContain('sec-websocket-accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=')
    socket.write(Buffer.from([0xf1, 0x00]))
    const [closing] = (await once(socket, 'data')) as [Buffer]
    expect([...closing]).toEqual([0x88, 0x02, 0x03, 0xea])
    await close()
  })
})
