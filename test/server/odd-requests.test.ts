import { once } from 'node:events'
import { connect as connectHttp2, type ClientHttp2Session, type IncomingHttpHeaders } from 'node:http2'
import { connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { answers, anthropic, brownout, openai } from '../../src/index.ts'
import { serve, type BrownoutServer } from '../../src/server/index.ts'

const chaos = brownout({ providers: [openai(), anthropic()], answers: answers.from(() => 'In Lyon.') })
const body = JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Where is my parcel?' }] })
let server: BrownoutServer

beforeAll(async () => {
  server = await serve(chaos)
})
afterEach(() => chaos.reset())
afterAll(() => server.close())

function connected(): Socket {
  return connect(Number(new URL(server.url).port), '127.0.0.1')
}

/** Sends a request byte by byte as it is, and returns the response, once the server ends the connection. */
async function sent(requestLine: string, headers: Readonly<Record<string, string>> = {}, content = ''): Promise<string> {
  const all = { host: '127.0.0.1', authorization: 'Bearer none', connection: 'close', ...headers }
  const lines = Object.entries({ ...all, ...(content === '' ? {} : { 'content-length': String(content.length) }) })
  const socket = connected()
  socket.write([requestLine, ...lines.map(([name, value]) => `${name}: ${value}`), '', content].join('\r\n'))
  return text(socket)
}

describe('a target in absolute form, as clients of a proxy send it', () => {
  it('is for the provider at its host, with any header Host', async () => {
    expect(await sent('POST http://api.openai.com/v1/chat/completions HTTP/1.1', {}, body)).toMatch(/^HTTP\/1\.1 200 .*In Lyon\./s)
    expect(await sent('GET http://api.openai.com?x HTTP/1.1')).toMatch(/^HTTP\/1\.1 404 /)
    expect(chaos.journal.calls).toMatchObject([{ provider: 'openai', ending: 'complete' }])
    expect(chaos.journal.unhandled).toMatchObject([{ url: 'https://api.openai.com/?x' }])
  })

  it('is for the server at its own address', async () => {
    expect(await sent(`POST ${server.baseUrls['openai']}/chat/completions HTTP/1.1`, {}, body)).toMatch(/^HTTP\/1\.1 200 /)
    expect(await sent(`GET ${server.url}/__brownout HTTP/1.1`)).toMatch(/^HTTP\/1\.1 200 /)
  })

  it('does not control the server at a foreign host', async () => {
    expect(await sent('GET http://evil.example/__brownout HTTP/1.1')).toMatch(/^HTTP\/1\.1 403 .*evil\.example/s)
  })
})

describe('a request that no provider knows', () => {
  it.each([
    ['for a tunnel', 'CONNECT api.openai.com:443 HTTP/1.1', 'The server is not a proxy'],
    ['for the whole server', 'OPTIONS * HTTP/1.1', 'Cannot read the target "*"'],
    ['without a host in its target', 'GET http:// HTTP/1.1', 'Cannot read the target "http://"'],
    ['with a port that does not exist', 'GET http://a:99999/v1 HTTP/1.1', 'Cannot read the target "http://a:99999/v1"'],
    ['with the method TRACE', 'TRACE / HTTP/1.1', 'brownout serves no TRACE /'],
  ])('%s gets status 400, and is noted', async (_, requestLine, message) => {
    expect(await sent(requestLine)).toMatch(/^HTTP\/1\.1 400 .*brownout_unhandled_request/s)
    expect(chaos.journal.unhandled).toMatchObject([{ message: expect.stringContaining(message) as unknown }])
    expect(chaos.journal.bugs).toEqual([])
  })

  it('without the header Host gets status 400, and is noted', async () => {
    const socket = connected()
    socket.write('GET /openai/v1/models HTTP/1.1\r\nconnection: close\r\n\r\n')
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 400 /)
    expect(chaos.journal.unhandled).toMatchObject([{ message: expect.stringContaining('no header Host') as unknown }])
  })
})

it('answers a request with an expectation that it does not know', async () => {
  expect(await sent('POST /openai/v1/chat/completions HTTP/1.1', { expect: '200-maybe' }, body)).toMatch(/^HTTP\/1\.1 200 .*In Lyon\./s)
})

describe('in HTTP/2', () => {
  async function statusOf(session: ClientHttp2Session, headers: Readonly<Record<string, string>>): Promise<unknown> {
    const stream = session.request(headers)
    const [response] = (await once(stream, 'response')) as [IncomingHttpHeaders & { ':status': number }]
    stream.close()
    return response[':status']
  }

  it('refuses a tunnel, and notes it', async () => {
    const session = connectHttp2(server.url)
    expect(await statusOf(session, { ':method': 'CONNECT', ':authority': 'api.openai.com:443' })).toBe(400)
    session.close()
    expect(chaos.journal.unhandled).toMatchObject([{ method: 'CONNECT' }])
  })

  it('ends a connection that breaks the protocol, and notes it', async () => {
    const socket = connected()
    socket.write(Buffer.concat([Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'), Buffer.alloc(12, 0xff)]))
    await text(socket)
    await expect
      .poll(() => chaos.journal.unhandled)
      .toMatchObject([{ method: 'HTTP/2', message: 'The connection is not HTTP/2: Protocol error. Closed the connection.' }])
  })
})

it.each(['hello', 'null', '[]', ''])("answers a message %j over a WebSocket with the provider's error", async (message) => {
  const socket = new WebSocket(`${server.baseUrls['openai']!.replace('http', 'ws')}/responses`, {
    headers: { authorization: 'Bearer none' },
  })
  await once(socket, 'open')
  socket.send(message)
  const [answer] = (await once(socket, 'message')) as [Buffer]
  socket.close()
  await once(socket, 'close')
  expect(JSON.parse(answer.toString())).toMatchObject({ type: 'error', status: 400, error: { type: 'invalid_request_error' } })
  expect(chaos.journal.bugs).toEqual([])
})

describe('a malformed body', () => {
  it('is noted as what it is', async () => {
    const head = 'POST /openai/v1/chat/completions HTTP/1.1\r\nhost: 127.0.0.1\r\ntransfer-encoding: chunked\r\n\r\n'
    for (const broken of ['zz\r\nabc\r\n', '5\r\nabcdefgh\r\n']) {
      const socket = connected()
      socket.write(head + broken)
      expect(await text(socket)).toMatch(/^HTTP\/1\.1 400 /)
    }
    await expect.poll(() => chaos.journal.unhandled).toHaveLength(2)
    for (const { method, message } of chaos.journal.unhandled)
      expect([method, message]).toEqual([
        'POST',
        expect.stringMatching(/^The body of the request is not HTTP: .+\. Responded with status 400\.$/),
      ])
  })
})

describe('a handshake of a WebSocket', () => {
  const handshake = { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==' }

  it.for([['8'], ['14'], ['']])('of version "%s" names the version that is supported', async ([version = '']) => {
    const response = await sent('GET /openai/v1/responses HTTP/1.1', { ...handshake, 'sec-websocket-version': version })
    expect(response).toMatch(/^HTTP\/1\.1 426 [\s\S]*sec-websocket-version: 13\r\n/i)
    expect(chaos.journal.unhandled).toMatchObject([
      { method: 'GET', message: expect.stringContaining('Sec-WebSocket-Version: 13') as unknown },
    ])
  })

  it('is followed by frames with a mask, or the connection ends with 1002', async () => {
    const socket = connected()
    const lines = Object.entries({ host: 'a', authorization: 'Bearer none', ...handshake, 'sec-websocket-version': '13' })
    socket.write(['GET /openai/v1/responses HTTP/1.1', ...lines.map(([name, value]) => `${name}: ${value}`), '', ''].join('\r\n'))
    await once(socket, 'data')
    socket.write(Buffer.from([0x81, 0x02, 0x7b, 0x7d]))
    const [close] = (await once(socket, 'data')) as [Buffer]
    expect([...close]).toEqual([0x88, 0x02, 0x03, 0xea])
    socket.destroy()
  })
})
