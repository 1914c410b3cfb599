import { createAnthropic } from '@ai-sdk/anthropic'
import { createOpenAI } from '@ai-sdk/openai'
import Anthropic, { APIConnectionError } from '@anthropic-ai/sdk'
import { generateText } from 'ai'
import { once } from 'node:events'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import OpenAI from 'openai'
import { Agent, fetch as undiciFetch } from 'undici'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import {
  bodyTimeout,
  connectionReset,
  headersTimeout,
  neverResponds,
  overloaded,
  splitBytes,
  stalledStream,
  truncatedStream,
} from '../../faults/index.ts'
import { anthropic, answers, brownout, openai } from '../../src/index.ts'
import { serve, type BrownoutServer } from '../../src/server/index.ts'

const text = 'Your parcel is on its way, and it comes tomorrow before noon.'
const chaos = brownout({
  seed: 'tuesday',
  providers: [openai(), anthropic(), openai({ name: 'local', baseURL: 'http://localhost:8000/api/v1' })],
  answers: answers.from(() => text),
})
const chat = { model: 'gpt-4o', messages: [{ role: 'user' as const, content: 'Where is my parcel?' }] }
const message = { model: 'claude-sonnet-5', max_tokens: 100, messages: chat.messages }
let server: BrownoutServer
let openaiClient: OpenAI
let anthropicClient: Anthropic

beforeAll(async () => {
  server = await serve(chaos)
  openaiClient = new OpenAI({ baseURL: server.baseUrls['openai'], apiKey: 'none', maxRetries: 0 })
  anthropicClient = new Anthropic({ baseURL: server.baseUrls['anthropic'], apiKey: 'none', maxRetries: 0 })
})
afterEach(() => chaos.reset())
afterAll(() => server.close())

/** The text of a stream that arrived, and the error that ended it. */
async function readChat(client = openaiClient): Promise<{ told: string; error: unknown }> {
  let told = ''
  try {
    for await (const chunk of await client.chat.completions.create({ ...chat, stream: true })) told += chunk.choices[0]?.delta.content ?? ''
    return { told, error: undefined }
  } catch (error) {
    return { told, error }
  }
}

function codeOf(error: unknown): unknown {
  for (let at = error; at instanceof Error; at = at.cause) if ('code' in at && at.code !== undefined && at.code !== null) return at.code
  return undefined
}

/** A stream as node:http receives it, unread. */
function ask({ baseUrls }: BrownoutServer): Promise<IncomingMessage> {
  const headers = { authorization: 'Bearer none', 'content-type': 'application/json' }
  return new Promise((resolve, reject) => {
    const request = httpRequest(`${baseUrls['openai']}/chat/completions`, { method: 'POST', headers })
    request.on('error', reject).on('response', (response) => resolve(response))
    request.end(JSON.stringify({ ...chat, stream: true }))
  })
}

/** Resolves once the journal's first call has ended as expected. */
async function untilEnded(ending: string): Promise<void> {
  await expect.poll(() => chaos.journal.calls[0]?.ending).toBe(ending)
}

describe.each([
  [headersTimeout({ after: '1ms' }), 'HeadersTimeoutError'],
  [bodyTimeout({ after: '1ms', afterDeltas: 1 }), 'BodyTimeoutError'],
] as const)('a timeout of the client over a socket', (injection, name) => {
  it(`is that of its own timer, and no reset: ${name}`, async () => {
    chaos.inject(injection)
    const response = undiciFetch(`${server.baseUrls['openai']}/chat/completions`, {
      method: 'POST',
      headers: { authorization: 'Bearer none', 'content-type': 'application/json' },
      body: JSON.stringify({ ...chat, stream: true }),
      dispatcher: new Agent({ headersTimeout: 200, bodyTimeout: 200 }),
    })
    await expect(response.then((arrived) => arrived.text())).rejects.toMatchObject({ cause: { name } })
  })
})

describe('a server', () => {
  it('answers the official SDKs at the base URLs that it names', async () => {
    const completion = await openaiClient.chat.completions.create(chat)
    const reply = await anthropicClient.messages.create(message)
    expect(completion.choices[0]?.message.content).toBe(text)
    expect(reply.content).toMatchObject([{ text }])
    expect(chaos.journal.calls).toMatchObject([
      { provider: 'openai', host: 'api.openai.com', ending: 'complete' },
      { provider: 'anthropic', ending: 'complete' },
    ])
  })

  it('answers the AI SDK, whose base URL for Anthropic ends with the version', async () => {
    const models = [
      createOpenAI({ baseURL: server.baseUrls['openai']!, apiKey: 'none' })('gpt-4o'),
      createAnthropic({ baseURL: server.baseUrls['anthropic']!, apiKey: 'none' })('claude-sonnet-5'),
      createAnthropic({ baseURL: `${server.baseUrls['anthropic']}/v1`, apiKey: 'none' })('claude-sonnet-5'),
    ]
    for (const model of models) expect((await generateText({ model, prompt: 'Where is my parcel?' })).text).toBe(text)
  })

  it('keeps the path of a base URL behind the name of its provider', async () => {
    expect(server.baseUrls['local']).toBe(`${server.url}/local/api/v1`)
    await new OpenAI({ baseURL: server.baseUrls['local'], apiKey: 'none' }).chat.completions.create(chat)
    expect(chaos.journal.calls).toMatchObject([{ provider: 'local', host: 'localhost:8000' }])
  })

  it('answers without a name in the path if the endpoint identifies the provider', async () => {
    const client = new Anthropic({ baseURL: server.url, apiKey: 'none' })
    expect((await client.messages.create(message)).content).toMatchObject([{ text }])
  })

  it('streams', async () => {
    expect(await readChat()).toEqual({ told: text, error: undefined })
    expect(chaos.journal.calls).toMatchObject([{ stream: true, ending: 'complete', received: text }])
  })

  it('refuses with a status as the provider does', async () => {
    chaos.inject(overloaded().for('anthropic'))
    await expect(anthropicClient.messages.create(message)).rejects.toMatchObject({
      status: 529,
      error: { error: { type: 'overloaded_error' } },
    })
  })

  it('resets a connection before the headers', async () => {
    chaos.inject(connectionReset())
    const error = await anthropicClient.messages.create(message).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(APIConnectionError)
    expect(codeOf(error)).toBe('ECONNRESET')
    expect(chaos.journal.calls).toMatchObject([{ ending: 'reset' }])
  })

  it('resets a connection within the body, after all bytes before', async () => {
    chaos.inject(truncatedStream({ afterDeltas: 3, ending: 'reset' }))
    const { told, error } = await readChat()
    expect(told).toBe(chaos.journal.calls[0]?.received)
    expect(told).not.toBe('')
    expect(codeOf(error)).toBe('ECONNRESET')
    expect(chaos.journal.calls).toMatchObject([{ ending: 'reset', deltas: 3 }])
  })

  it('ends a body cleanly before its terminal event', async () => {
    chaos.inject(truncatedStream({ afterDeltas: 3, ending: 'clean' }))
    const { told, error } = await readChat()
    expect(error).toBeUndefined()
    expect(told).toBe(chaos.journal.calls[0]?.received)
    expect(chaos.journal.calls).toMatchObject([{ ending: 'truncated' }])
  })

  it('stalls when the provider does, until the client gives up', async () => {
    chaos.inject(neverResponds())
    await expect(openaiClient.chat.completions.create(chat, { timeout: 30 })).rejects.toBeInstanceOf(OpenAI.APIConnectionTimeoutError)
    await untilEnded('aborted')
  })

  it('hears of a client that gives up within a stream', async () => {
    chaos.inject(stalledStream({ afterDeltas: 2, duration: '1h' }))
    const stream = await openaiClient.chat.completions.create({ ...chat, stream: true })
    setTimeout(() => stream.controller.abort(), 30)
    for await (const _ of stream);
    await untilEnded('aborted')
    expect(chaos.journal.calls).toMatchObject([{ deltas: 2 }])
  })

  it('sends bytes as split as they are', async () => {
    chaos.inject(splitBytes({ size: 1 }))
    const sizes = new Set<number>()
    const response = await ask(server)
    response.on('data', (bytes: Buffer) => sizes.add(bytes.length))
    await once(response, 'end')
    expect([...sizes]).toEqual([1])
  })

  it('makes no more than the client reads', async () => {
    const long = brownout({ providers: [openai()], answers: answers.from(() => 'All work and no play. '.repeat(60_000)) })
    const other = await serve(long)
    const response = await ask(other)
    let before = -1
    const madeSinceLastLook = (): number => -before + (before = long.journal.calls[0]!.deltas)
    await expect.poll(madeSinceLastLook, { interval: 50, timeout: 30_000 }).toBe(0)
    expect(before).toBeLessThan(100_000)
    expect(long.journal.calls[0]?.ending).toBeUndefined()
    response.destroy()
    await other.close()
  })

  it('lists its providers in the answer to an unknown path', async () => {
    const response = await fetch(`${server.url}/v2/chat`, { method: 'POST' })
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({
      error: { message: `brownout serves no POST /v2/chat. Expected a path below: /openai/v1, /anthropic, /local/api/v1.` },
    })
    expect(chaos.journal.unhandled).toMatchObject([{ method: 'POST', url: '/v2/chat' }])
  })

  it('names the nearest endpoint of a provider', async () => {
    const response = await fetch(`${server.url}/openai/v1/chat/completion`, { method: 'POST' })
    expect(await response.text()).toContain('Did you mean \\"POST /v1/chat/completions\\"?')
  })

  it('listens on this machine only', async () => {
    const port = Number(new URL(server.url).port)
    // Each loopback address is one of its own, and a server on all addresses would answer at this one as well.
    const socket = connect(port, '127.0.0.2')
    const outcome = await new Promise((resolve) => void socket.once('connect', resolve).once('error', resolve))
    socket.destroy()
    expect(outcome).toMatchObject({ syscall: 'connect' })
  })

  it('reports that it is ready, which is not a call', async () => {
    const response = await fetch(`${server.url}/__brownout/health`)
    expect([response.status, await response.json(), chaos.journal.calls.length]).toEqual([200, { status: 'ok' }, 0])
  })

  it('cannot be had on a port that is taken', async () => {
    const port = Number(new URL(server.url).port)
    await expect(serve(chaos, { port })).rejects.toThrow(
      `Cannot serve on 127.0.0.1:${port}: the port is taken. Choose another, or 0 for any that is free.`,
    )
  })

  it('closes although a client waits', async () => {
    const other = brownout({ providers: [openai()] })
    other.inject(neverResponds())
    const { baseUrls, close } = await serve(other)
    const client = new OpenAI({ baseURL: baseUrls['openai'], apiKey: 'none', maxRetries: 0 })
    const error = client.chat.completions.create(chat).catch((thrown: unknown) => thrown)
    await expect.poll(() => other.journal.calls.length).toBe(1)
    await close()
    expect(await error).toBeInstanceOf(OpenAI.APIConnectionError)
  })
})

describe('options that serve() does not have', () => {
  it.for<[options: object, message: string]>([
    [{ prt: 4600 }, 'serve() cannot read its options: it has no "prt". Did you mean "port"?'],
    [{ port: 'abc' }, 'serve() got "abc" as its option "port": expected an integer from 0 to 65535.'],
    [{ requestTimeout: 'soon' }, 'serve() got "soon" as its option "requestTimeout": expected milliseconds as a number'],
  ])('are refused before a port is taken: %j', async ([options, message]) => {
    await expect(serve(chaos, options)).rejects.toThrow(message)
  })

  it('are refused by close(), and it still serves', async () => {
    const one = await serve(chaos)
    expect(() => one.close({ grce: '5s' } as never)).toThrow('close() cannot read its options: it has no "grce". Did you mean "grace"?')
    expect((await fetch(`${one.url}/__brownout/health`)).status).toBe(200)
    await one.close()
  })
})
