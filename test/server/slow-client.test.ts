import { once } from 'node:events'
import { connect as connectHttp2 } from 'node:http2'
import { connect, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { text } from 'node:stream/consumers'
import { connect as connectTls } from 'node:tls'
import { describe, expect, it, onTestFinished } from 'vitest'
import { answers, brownout, openai, type Chaos } from '../../src/index.ts'
import { serve, type BrownoutServer, type ServeOptions } from '../../src/server/index.ts'
import { certificate } from './certificate.ts'
import { asked } from './sent.ts'

const path = '/openai/v1/chat/completions'
const body = JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Hello?' }] })
const head = `POST ${path} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer none\r\nx-long: ${'x'.repeat(400)}\r\ncontent-length: ${body.length}\r\n\r\n`

async function started(options: ServeOptions = {}): Promise<{ readonly chaos: Chaos; readonly server: BrownoutServer }> {
  const chaos = brownout({ providers: [openai()], answers: answers.from(() => 'It is on its way.') })
  const server = await serve(chaos, { requestTimeout: 80, ...options })
  onTestFinished(() => server.close())
  return { chaos, server }
}

/** Ways to connect to a server. */
const connections: Readonly<Record<string, { readonly options: ServeOptions; connect(port: number): Socket }>> = {
  'HTTP/1.1': { options: {}, connect: (port) => connect(port, '127.0.0.1') },
  'HTTP/1.1 over TLS': {
    options: { tls: certificate },
    connect: (port) => connectTls({ port, host: '127.0.0.1', ca: certificate.cert, ALPNProtocols: ['http/1.1'] }),
  },
}

/** What is received until a connection or a stream closes, also if it breaks. */
async function receivedOver(stream: Duplex): Promise<string> {
  let received = ''
  stream.on('data', (piece: Buffer) => (received += piece.toString()))
  stream.on('error', () => {})
  if (!stream.destroyed) await new Promise((resolve) => void stream.on('close', resolve))
  return received
}

/** Sends a text character by character until the connection ends, and returns what was received. */
async function trickle(socket: Socket, sent: string): Promise<string> {
  const received = receivedOver(socket)
  let place = 0
  const timer = setInterval(() => {
    if (socket.writable && place < sent.length) socket.write(sent[place++]!)
  }, 5)
  try {
    return await received
  } finally {
    clearInterval(timer)
  }
}

describe.each(Object.entries(connections))('a client that is too slow, in %s', (_, { options, connect: opened }) => {
  it('gets status 408 while it sends headers, and the journal has the reason', async () => {
    const { chaos, server } = await started(options)
    const socket = opened(Number(new URL(server.url).port))
    expect(await trickle(socket, head)).toBe('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n')
    expect(chaos.journal.unhandled).toEqual([
      {
        method: 'HTTP/1.1',
        url: '127.0.0.1',
        message: 'The client had not sent the headers of its request after 80ms. Responded with status 408.',
      },
    ])
  })

  it("gets the provider's error with status 408 while it sends a body, and the connection ends", async () => {
    const { chaos, server } = await started(options)
    const socket = opened(Number(new URL(server.url).port))
    socket.write(head)
    const received = await trickle(socket, body)
    expect(received).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/)
    expect(received).toContain('"error"')
    expect(chaos.journal.unhandled).toMatchObject([{ method: 'POST', message: 'The client had not sent the complete request after 80ms.' }])
    expect([chaos.journal.calls, chaos.journal.bugs]).toEqual([[], []])
  })
})

describe.each([
  ['HTTP/2', {}],
  ['HTTP/2 over TLS', { tls: certificate }],
] as const)('a client that is too slow, in %s', (_, options) => {
  it("gets the provider's error with status 408 while it sends a body, and its other requests continue", async () => {
    const { chaos, server } = await started(options)
    const session = connectHttp2(server.url, { ca: certificate.cert })
    onTestFinished(() => session.destroy())
    const sending = session.request({ ':method': 'POST', ':path': path, authorization: 'Bearer none' })
    const received = receivedOver(sending)
    sending.write(body.slice(0, 5))
    const [headers] = (await once(sending, 'response')) as [Record<string, unknown>]
    expect(headers[':status']).toBe(408)
    expect(await received).toContain('"error"')
    expect(chaos.journal.unhandled).toMatchObject([{ method: 'POST', message: 'The client had not sent the complete request after 80ms.' }])
    const next = session.request({ ':method': 'POST', ':path': path, authorization: 'Bearer none' })
    next.end(body)
    expect(await text(next)).toContain('It is on its way.')
  })
})

/** A frame in HTTP/2 (RFC 9113, 4.1). */
function frame(type: number, flags: number, stream: number, payload: Uint8Array): Buffer {
  const start = Buffer.alloc(9)
  start.writeUIntBE(payload.length, 0, 3)
  start.writeUInt8(type, 3)
  start.writeUInt8(flags, 4)
  start.writeUInt32BE(stream, 5)
  return Buffer.concat([start, payload])
}

describe('a client in HTTP/2', () => {
  const preface = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n')
  const settings = frame(4, 0, 0, new Uint8Array(0))

  it('that sends GOAWAY and does not close the connection loses it, and the server answers others', async () => {
    const { chaos, server } = await started()
    const socket = connect({ port: Number(new URL(server.url).port), host: '127.0.0.1', allowHalfOpen: true })
    const goodbye = frame(7, 0, 0, new Uint8Array(8))
    const received = receivedOver(socket)
    socket.write(Buffer.concat([preface, settings, goodbye]))
    await once(socket, 'end')
    // The connection is reset once the server has left it, which only a client that writes learns.
    const timer = setInterval(() => socket.write('x'), 5)
    await received
    clearInterval(timer)
    expect((await asked(server.baseUrls['openai']!)).status).toBe(200)
    expect(chaos.journal.unhandled).toEqual([])
  })

  it('that sends headers too slowly loses its connection, and the journal has the reason', async () => {
    const { chaos, server } = await started()
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1')
    socket.write(Buffer.concat([preface, settings]))
    // A header with a long value (RFC 7541, 6.2.2), in a frame whose flags do not mark the end of the headers.
    const header = Buffer.from(`\0\x01a\x7E${'x'.repeat(126)}`.repeat(4))
    await trickle(socket, frame(1, 0, 1, header).toString('latin1'))
    expect(chaos.journal.unhandled).toEqual([
      {
        method: 'HTTP/2',
        url: '127.0.0.1',
        message: 'The client had not sent the headers of its request after 80ms. Closed the connection.',
      },
    ])
  })

  it('can be idle for any time', async () => {
    const { chaos, server } = await started()
    const session = connectHttp2(server.url)
    onTestFinished(() => session.destroy())
    await new Promise((resolve) => void session.ping(resolve))
    const slow = connect(Number(new URL(server.url).port), '127.0.0.1')
    await trickle(slow, head)
    await trickle(connect(Number(new URL(server.url).port), '127.0.0.1'), head)
    expect([session.closed, session.destroyed]).toEqual([false, false])
    expect(chaos.journal.unhandled).toHaveLength(2)
  })
})

it('answers a request that is not HTTP with status 400, and notes it', async () => {
  const { chaos, server } = await started()
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1')
  socket.write('GIVE ME / SPDY\r\n\r\n')
  expect(await text(socket)).toBe('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n')
  expect(chaos.journal.unhandled).toMatchObject([
    { method: 'HTTP/1.1', message: expect.stringMatching(/^The request is not HTTP: .* Responded with status 400\.$/) as unknown },
  ])
})

it('leaves alone a connection that is kept open between requests, and a response that takes longer', async () => {
  const { chaos, server } = await started()
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  socket.write(head + body)
  await once(socket, 'data')
  await trickle(connect(Number(new URL(server.url).port), '127.0.0.1'), head)
  socket.write(head + body)
  await expect.poll(() => chaos.journal.calls.map(({ ending }) => ending)).toEqual(['complete', 'complete'])
  expect((await asked(server.baseUrls['openai']!)).status).toBe(200)
})
