import { BedrockRuntimeClient, ConverseCommand, ConverseStreamCommand, type ConverseStreamOutput } from '@aws-sdk/client-bedrock-runtime'
import { connect, type ClientHttp2Session } from 'node:http2'
import { once } from 'node:events'
import { request } from 'node:https'
import { connect as connectSocket } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { connectionReset, neverResponds, overloaded, truncatedStream } from '../../faults/index.ts'
import { answers, bedrock, brownout, openai } from '../../src/index.ts'
import { serve, type BrownoutServer } from '../../src/server/index.ts'
import { certificate } from './certificate.ts'

const text = 'Your parcel is on its way, and it comes tomorrow before noon.'
const chaos = brownout({ seed: 'tuesday', providers: [bedrock(), openai()], answers: answers.from(() => text) })
const question = {
  modelId: 'us.anthropic.claude-sonnet-4-5-20250929-v1:0',
  messages: [{ role: 'user' as const, content: [{ text: 'Where is my parcel?' }] }],
}
let server: BrownoutServer
let client: BedrockRuntimeClient

beforeAll(async () => {
  server = await serve(chaos)
  // The handler is the SDK's own, which speaks HTTP/2.
  client = new BedrockRuntimeClient({
    region: 'us-east-1',
    endpoint: server.baseUrls['bedrock']!,
    credentials: { accessKeyId: 'AKIATEST', secretAccessKey: 'test' },
    authSchemePreference: ['aws.auth#sigv4'],
    maxAttempts: 1,
  })
})
afterEach(() => chaos.reset())
afterAll(async () => {
  client.destroy()
  await server.close()
})

async function streamed(): Promise<string> {
  let told = ''
  const { stream } = await client.send(new ConverseStreamCommand(question))
  for await (const event of stream as AsyncIterable<ConverseStreamOutput>) told += event.contentBlockDelta?.delta?.text ?? ''
  return told
}

describe('the AWS SDK with its own handler', () => {
  it('gets answers, in one body and as a stream', async () => {
    const { output, stopReason } = await client.send(new ConverseCommand(question))
    expect([output?.message?.content?.[0]?.text, stopReason]).toEqual([text, 'end_turn'])
    expect(await streamed()).toBe(text)
    expect(chaos.journal.calls.map(({ ending, received }) => [ending, received])).toEqual([
      ['complete', text],
      ['complete', text],
    ])
  })

  it('reads errors by their class', async () => {
    chaos.inject(overloaded())
    await expect(client.send(new ConverseCommand(question))).rejects.toMatchObject({ name: 'ServiceUnavailableException' })
  })

  // Node ends the streams of a connection in HTTP/2 that breaks, so the SDK takes a reset for a clean end.
  it.each([
    ['clean', 'truncated'],
    ['reset', 'reset'],
  ] as const)('reads a stream with a %s end up to its last byte', async (ending, seen) => {
    chaos.inject(truncatedStream({ afterDeltas: 2, ending }))
    expect(await streamed()).toBe('Your parcel')
    expect(chaos.journal.calls).toMatchObject([{ ending: seen, deltas: 2 }])
  })

  it('sees a connection that breaks before the headers, and connects again', async () => {
    chaos.inject(connectionReset().first(1))
    await expect(client.send(new ConverseCommand(question))).rejects.toBeInstanceOf(Error)
    expect((await client.send(new ConverseCommand(question))).stopReason).toBe('end_turn')
    expect(chaos.journal.calls.map(({ ending }) => ending)).toEqual(['reset', 'complete'])
  })

  it('can give up on a provider that never answers', async () => {
    chaos.inject(neverResponds())
    const over = new AbortController()
    const asked = client.send(new ConverseCommand(question), { abortSignal: over.signal })
    await expect.poll(() => chaos.journal.calls[0]?.ending).toBe('hung')
    over.abort()
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' })
    await expect.poll(() => chaos.journal.calls[0]?.ending).toBe('aborted')
  })
})

/** One request by hand, in HTTP/2. */
async function post(
  session: ClientHttp2Session,
  path: string,
  body: unknown,
): Promise<{ readonly status: unknown; readonly text: string }> {
  const stream = session.request({ ':method': 'POST', ':path': path, authorization: 'Bearer none', 'content-type': 'application/json' })
  stream.end(JSON.stringify(body))
  const [headers] = (await once(stream, 'response')) as [Record<string, unknown>]
  let received = ''
  for await (const piece of stream) received += String(piece)
  return { status: headers[':status'], text: received }
}

const chat = { model: 'gpt-4o', messages: [{ role: 'user', content: 'Where is my parcel?' }] }

describe('TLS', () => {
  it('is spoken with a certificate, in both protocols', async () => {
    const overTls = await serve(chaos, { tls: certificate })
    const session = connect(overTls.url, { ca: certificate.cert })
    try {
      expect(overTls.url).toMatch(/^https:/)
      expect(await post(session, '/openai/v1/chat/completions', chat)).toMatchObject({ status: 200 })
      const status = await new Promise((resolve, reject) => {
        const asked = request(`${overTls.baseUrls['openai']}/chat/completions`, {
          method: 'POST',
          ca: certificate.cert,
          headers: { authorization: 'Bearer none' },
        })
        asked.on('response', (response) => resolve(response.resume().statusCode)).on('error', reject)
        asked.end(JSON.stringify(chat))
      })
      expect(status).toBe(200)
    } finally {
      session.close()
      await overTls.close()
    }
  })
})

/** The end of the connection as a client with one call sees it. */
function resetOf(session: ClientHttp2Session): Promise<unknown> {
  const stream = session.request({ ':method': 'POST', ':path': '/openai/v1/chat/completions', authorization: 'Bearer none' })
  stream.on('error', () => {})
  stream.end(JSON.stringify(chat))
  return new Promise((resolve) => session.on('error', resolve).on('close', () => resolve('closed without an error')))
}

/** What breaks a connection whose response a fault resets. */
const resets: Readonly<Record<string, (url: string) => Promise<unknown>>> = {
  'HTTP/1.1': (url) => {
    const asked = request(`${url}/openai/v1/chat/completions`, {
      method: 'POST',
      ca: certificate.cert,
      headers: { authorization: 'Bearer none' },
    })
    asked.on('error', () => {}).end(JSON.stringify(chat))
    return new Promise((resolve) =>
      asked.on('socket', (socket) => socket.on('error', resolve).on('close', () => resolve('closed without an error'))),
    )
  },
  'HTTP/2': (url) => resetOf(connect(url, { ca: certificate.cert })),
}

describe('TLS in', () => {
  it.for(Object.keys(resets))('%s is reset as the connection itself is', async (protocol) => {
    const overTls = await serve(chaos, { tls: certificate })
    chaos.inject(connectionReset())
    expect(await resets[protocol]!(overTls.url)).toMatchObject({ code: 'ECONNRESET' })
    await overTls.close()
  })
})

describe('one port', () => {
  it('speaks both protocols, and several requests share one connection', async () => {
    const session = connect(server.url)
    const [one, other] = await Promise.all([1, 2].map(() => post(session, '/openai/v1/chat/completions', chat)))
    const plain = await fetch(`${server.url}/openai/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: 'Bearer none' },
      body: JSON.stringify(chat),
    })
    expect([one!.status, other!.status, plain.status]).toEqual([200, 200, 200])
    expect(one!.text).toContain(text)
    session.close()
  })

  it('resets the connection itself', async () => {
    chaos.inject(connectionReset())
    expect(await resetOf(connect(server.url))).toMatchObject({ code: 'ECONNRESET' })
  })

  it('survives a client that leaves before it has sent anything', async () => {
    const socket = connectSocket(Number(new URL(server.url).port), '127.0.0.1')
    await once(socket, 'connect')
    socket.resetAndDestroy()
    expect((await client.send(new ConverseCommand(question))).stopReason).toBe('end_turn')
  })
})
