import { request as httpRequest, type IncomingMessage } from 'node:http'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { malformedEvent, truncatedStream } from '../../faults/index.ts'
import { brownout, openai, type Chaos } from '../../src/index.ts'
import { serve, type BrownoutServer } from '../../src/server/index.ts'
import { chunked, RawServer, writing, type Misbehavior } from './raw-server.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

async function proxyTo(upstream: string): Promise<{ chaos: Chaos; server: BrownoutServer }> {
  const chaos = brownout({ seed: 'tuesday', providers: [openai()], upstream: { openai: upstream } })
  const server = await serve(chaos)
  closing.push(() => server.close())
  return { chaos, server }
}

async function proxyToActs(...acts: readonly Misbehavior[]): Promise<{ chaos: Chaos; server: BrownoutServer; raw: RawServer }> {
  const raw = new RawServer(...acts)
  closing.push(() => raw.close())
  return { ...(await proxyTo(await raw.listen())), raw }
}

interface Got {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
  readonly error?: string
}

/** What a plain client gets. Its own request for a stream, or for one body. */
function get(server: BrownoutServer, stream = true, headers: Readonly<Record<string, string>> = {}): Promise<Got> {
  const sent = JSON.stringify({ model: 'gpt-4o', stream, messages: [{ role: 'user', content: 'Where is my parcel?' }] })
  return new Promise((resolve) => {
    const request = httpRequest(`${server.baseUrls['openai']}/chat/completions`, {
      method: 'POST',
      headers: { authorization: 'Bearer sk-secret-1234567890', 'content-type': 'application/json', ...headers },
    })
    let head = {}
    let body = ''
    request.on('error', ({ message }) => resolve({ ...head, body, error: message }))
    request.on('response', (response) => {
      head = { status: response.statusCode!, headers: response.headers }
      response.setEncoding('latin1')
      response.on('data', (text: string) => (body += text))
      response.on('error', ({ message }) => resolve({ ...head, body, error: message }))
      response.on('end', () => resolve({ ...head, body }))
    })
    request.end(sent)
  })
}

const event = (text: string): string =>
  `data: ${JSON.stringify({ id: 'c1', object: 'chat.completion.chunk', model: 'gpt-4o', choices: [{ index: 0, delta: { content: text }, finish_reason: null }] })}\n\n`
const finish = `data: {"id":"c1","model":"gpt-4o","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n`
const streamHead = 'HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n'
const streamed = `${streamHead}transfer-encoding: chunked\r\n\r\n`
const completion = '{"model":"gpt-4o","choices":[{"index":0,"message":{"role":"assistant","content":"Tomorrow."},"finish_reason":"stop"}]}'

describe('an upstream that misbehaves', () => {
  it('truncates in the middle of a chunk: the connection breaks, after the bytes before', async () => {
    const { chaos, server } = await proxyToActs(writing(`${streamed}${chunked(event('Your'))}40\r\ndata: {"half`))
    const got = await get(server)
    expect(got).toEqual(expect.objectContaining({ status: 200, body: `${event('Your')}data: {"half`, error: 'aborted' }))
    expect(chaos.journal.calls[0]).toMatchObject({ ending: 'reset', fired: [], received: 'Your', notes: ['upstream: aborted'] })
  })

  it('resets in the middle of a stream: the client gets a reset', async () => {
    const { chaos, server, raw } = await proxyToActs(writing(`${streamed}${chunked(event('Your'))}`, 'open'))
    const got = get(server)
    await expect.poll(() => chaos.journal.calls[0]?.received).toBe('Your')
    raw.sockets[0]!.resetAndDestroy()
    expect(await got).toMatchObject({ status: 200, body: event('Your'), error: 'read ECONNRESET' })
    expect(chaos.journal.calls[0]!.notes).toEqual(['upstream: read ECONNRESET'])
  })

  it('closes before the head', async () => {
    const { chaos, server } = await proxyToActs(writing(''))
    expect((await get(server)).error).toBe('socket hang up')
    expect(chaos.journal.calls[0]).toMatchObject({ ending: 'reset', status: undefined, fired: [], notes: ['upstream: socket hang up'] })
  })

  it('announces more bytes than it sends', async () => {
    const { server } = await proxyToActs(
      writing(`HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 500\r\n\r\n${completion}`),
    )
    const got = await get(server, false)
    expect(got).toMatchObject({ body: completion, error: 'aborted' })
    expect(got.headers!['content-length']).toBe('500')
  })

  it('sends more bytes than it announces: the rest is not part of the reply', async () => {
    const head = `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${completion.length}\r\n\r\n`
    const { chaos, server } = await proxyToActs(writing(`${head}${completion}trailing rubbish`))
    expect(await get(server, false)).toEqual(expect.objectContaining({ status: 200, body: completion }))
    expect(chaos.journal.calls[0]).toMatchObject({ ending: 'complete', received: 'Tomorrow.', finish: 'stop', answeredBy: 'gpt-4o' })
  })

  it('speaks HTTP/1.0, whose bodies end with the connection', async () => {
    const { chaos, server } = await proxyToActs(writing(`HTTP/1.0 200 OK\r\ncontent-type: application/json\r\n\r\n${completion}`))
    expect(await get(server, false)).toEqual(expect.objectContaining({ status: 200, body: completion }))
    expect(chaos.journal.calls[0]!.ending).toBe('complete')
  })

  it('sends informational responses first', async () => {
    const first = 'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: </style.css>\r\n\r\n'
    const { server } = await proxyToActs(writing(`${first}${streamed}${chunked(event('Yes'), finish)}0\r\n\r\n`))
    expect(await get(server)).toEqual(expect.objectContaining({ status: 200, body: event('Yes') + finish }))
  })

  it('sends its headers line by line, at its own pace', async () => {
    const { server } = await proxyToActs((socket) => {
      const lines = `${streamed}${chunked(event('Yes'), finish)}0\r\n\r\n`.split(/(?<=\n)/)
      const next = (): void => {
        const line = lines.shift()
        if (line === undefined) socket.end()
        else socket.write(line, () => setImmediate(next))
      }
      next()
    })
    expect(await get(server)).toEqual(expect.objectContaining({ status: 200, body: event('Yes') + finish }))
  })

  it('sends what is not HTTP', async () => {
    const { chaos, server } = await proxyToActs(writing('SSH-2.0-OpenSSH_9.6\r\n'))
    expect((await get(server)).error).toBeDefined()
    expect(chaos.journal.calls[0]!.notes[0]).toMatch(/^upstream: Parse Error/)
  })

  it.each(['http://127.0.0.1:1/v1', 'http://brownout.invalid/v1'])('cannot be connected to: %s', async (address) => {
    const { chaos, server } = await proxyTo(address)
    expect((await get(server)).error).toBe('read ECONNRESET')
    expect(chaos.journal.calls[0]).toMatchObject({ ending: 'reset', fired: [] })
    expect(chaos.journal.calls[0]!.notes[0]).toMatch(/^upstream: (connect ECONNREFUSED|getaddrinfo)/)
  })

  it('compresses: the bytes pass as they are, and are unpacked for a fault that must read them', async () => {
    const zipped = gzipSync(event('Your') + event(' parcel') + finish)
    const head = Buffer.from(`${streamHead}content-encoding: gzip\r\ncontent-length: ${zipped.length}\r\n\r\n`)
    const { chaos, server, raw } = await proxyToActs(writing(Buffer.concat([head, zipped])))
    const plain = await get(server, true, { 'accept-encoding': 'gzip' })
    expect(plain.headers!['content-encoding']).toBe('gzip')
    expect(Buffer.from(plain.body, 'latin1').equals(zipped)).toBe(true)
    expect(raw.requests[0]).toContain('accept-encoding: gzip')
    chaos.inject(malformedEvent({ afterDeltas: 1 }))
    const changed = await get(server, true, { 'accept-encoding': 'gzip' })
    expect(changed.headers!['content-encoding']).toBeUndefined()
    expect(changed.body.startsWith(event('Your'))).toBe(true)
    expect(changed.body).not.toContain(event(' parcel'))
    expect(changed.body.endsWith(finish)).toBe(true)
    expect(raw.requests[1]).toContain('accept-encoding: identity')
  })

  it('answers with an error: it reaches the client as it is, and is not a fault of brownout', async () => {
    const body = '{"error":{"message":"Slow down.","type":"requests","code":"rate_limit_exceeded"}}'
    const head = `HTTP/1.1 429 Too Many Requests\r\ncontent-type: application/json\r\nretry-after: 7\r\nx-request-id: req_1\r\ncontent-length: ${body.length}\r\n\r\n`
    const { chaos, server } = await proxyToActs(writing(head + body))
    const got = await get(server)
    expect(got).toMatchObject({ status: 429, body, headers: { 'retry-after': '7', 'x-request-id': 'req_1' } })
    expect(chaos.journal.calls[0]).toMatchObject({
      ending: 'refused',
      fired: [],
      problem: { kind: 'rate-limit-requests', permanent: false, retryAfter: 7_000 },
    })
  })

  it('is left unchanged by faults in the parts that it did not send', async () => {
    const { chaos, server } = await proxyToActs(writing(`${streamed}${chunked(event('Your'))}`))
    chaos.inject(truncatedStream({ afterDeltas: 5 }))
    expect(await get(server)).toMatchObject({ body: event('Your'), error: 'aborted' })
    expect(chaos.neverFired).toHaveLength(1)
  })
})

describe('a client of a proxy', () => {
  it('that leaves ends the request to the upstream', async () => {
    const { chaos, server, raw } = await proxyToActs(writing(`${streamed}${chunked(event('Your'))}`, 'open'))
    const request = httpRequest(`${server.baseUrls['openai']}/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
    })
    request.on('error', () => {})
    request.on('response', (response) => response.once('data', () => request.destroy()).on('error', () => {}))
    request.end('{"model":"gpt-4o","stream":true,"messages":[{"role":"user","content":"Hello"}]}')
    await expect.poll(() => raw.sockets[0]?.destroyed).toBe(true)
    await expect.poll(() => chaos.journal.calls[0]?.ending).toBe('aborted')
  })

  it('that does not read keeps the upstream from sending', async () => {
    const megabyte = `: ${'x'.repeat(1_048_576)}\n\n`
    let written = 0
    const { server } = await proxyToActs((socket) => {
      socket.write(streamed)
      const send = (): void => {
        while (written < 64 && !socket.destroyed) {
          written++
          if (!socket.write(chunked(megabyte))) return void socket.once('drain', send)
        }
        socket.end('0\r\n\r\n')
      }
      send()
    })
    const response = await new Promise<IncomingMessage>((resolve) => {
      const request = httpRequest(`${server.baseUrls['openai']}/chat/completions`, { method: 'POST' })
      request.on('response', resolve)
      request.end('{"model":"gpt-4o","stream":true,"messages":[{"role":"user","content":"Hello"}]}')
    })
    response.pause()
    let before = -1
    await expect
      .poll(
        () => {
          const isSettled = written === before
          before = written
          return isSettled
        },
        { interval: 100 },
      )
      .toBe(true)
    expect(written).toBeLessThan(32)
    response.resume()
    await expect.poll(() => written, { timeout: 20_000 }).toBe(64)
    response.destroy()
  })

  it('sends its credentials on, and none of them is kept', async () => {
    const { chaos, server, raw } = await proxyToActs(writing(`${streamed}${chunked(event('It is sk-secret-1234567890'), finish)}0\r\n\r\n`))
    await get(server)
    expect(raw.requests[0]).toContain('authorization: Bearer sk-secret-1234567890')
    expect(JSON.stringify(chaos.incident())).not.toContain('sk-secret-1234567890')
  })

  it('reaches endpoints that brownout does not know, and their bodies pass as they were sent', async () => {
    const { chaos, server, raw } = await proxyToActs(
      writing('HTTP/1.1 200 OK\r\ncontent-type: audio/mpeg\r\ncontent-length: 3\r\n\r\n\u0001\u0002\u0003'),
    )
    const response = await fetch(`${server.baseUrls['openai']}/audio/speech?x=1`, { method: 'POST', body: '{"input":"Hello"}' })
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(new Uint8Array([1, 2, 3]))
    expect(raw.requests[0]).toMatch(/^POST \/v1\/audio\/speech\?x=1 HTTP\/1\.1\r\n/)
    expect(chaos.journal.unhandled).toEqual([])
  })
})
