import { bypass, http, HttpResponse, passthrough, RequestHandler } from 'msw'
import OpenAI from 'openai'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { connectionReset, stalledStream, truncatedStream } from '../../faults/index.ts'
import { brownout, openai } from '../../src/index.ts'
import { coreOf } from '../../src/chaos/core.ts'
import { handledBy } from '../../src/intercept/handled-fetch.ts'
import { intercept } from '../../src/intercept/network.ts'

const usual = 'one two three four five six seven'
let said = usual
const chaos = brownout({ providers: [openai()], answers: () => ({ parts: [{ type: 'text', text: said }] }) })
const client = new OpenAI({ apiKey: 'test', maxRetries: 0 })
const question = { model: 'gpt-4o', messages: [{ role: 'user' as const, content: 'Count.' }] }
const escaped: string[] = []
let close: () => void

beforeEach(() => {
  chaos.reset()
  said = usual
  escaped.length = 0
  close = intercept({
    handle: handledBy([
      http.get('https://shop.example/orders', () => HttpResponse.json({ orders: 3 })),
      http.get('https://shop.example/down', () => HttpResponse.error()),
    ]),
    gateway: coreOf(chaos).gateway,
    escaped: ({ message }) => void escaped.push(message),
  })
})
afterEach(() => close())

describe('fetch, taken over, also by a client that was made before', () => {
  it('carries the exact cause of a broken connection', async () => {
    chaos.inject(connectionReset())
    await expect(
      fetch('https://api.openai.com/v1/chat/completions', {
        method: 'POST',
        headers: { authorization: 'Bearer test' },
        body: JSON.stringify(question),
      }),
    ).rejects.toMatchObject({
      message: 'fetch failed',
      cause: { code: 'ECONNRESET', syscall: 'read' },
    })
  })

  it('breaks a body with the exact cause, after what was sent', async () => {
    chaos.inject(truncatedStream({ afterDeltas: 3, ending: 'reset' }))
    const pieces: string[] = []
    const reading = (async () => {
      for await (const chunk of await client.chat.completions.create({ ...question, stream: true }))
        pieces.push(chunk.choices[0]?.delta.content ?? '')
    })()
    await expect(reading).rejects.toMatchObject({ message: 'terminated', cause: { code: 'ECONNRESET' } })
    expect(pieces.join('')).toBe('one two three')
  })

  it('makes no more than the client reads', async () => {
    said = 'All work and no play. '.repeat(1_000)
    const response = await fetch('https://api.openai.com/v1/chat/completions', {
      method: 'POST',
      headers: { authorization: 'Bearer test' },
      body: JSON.stringify({ ...question, stream: true }),
    })
    const reader = response.body!.getReader()
    let read = 0
    for (let count = 0; count < 2; count++) read += new TextDecoder().decode((await reader.read()).value).split('data: ').length - 1
    const [call] = chaos.journal.calls
    expect(call!.frames.reduce((sum, run) => sum + run.count, 0)).toBe(read)
    expect(call!.deltas).toBeLessThan(1_000)
    await reader.cancel()
    expect(chaos.journal.calls[0]!.ending).toBe('aborted')
  })

  it('informs the provider of an abort during a stall', async () => {
    chaos.inject(stalledStream({ afterDeltas: 2 }))
    const controller = new AbortController()
    const pieces: string[] = []
    for await (const chunk of await client.chat.completions.create({ ...question, stream: true }, { signal: controller.signal })) {
      pieces.push(chunk.choices[0]?.delta.content ?? '')
      if (pieces.join('') === 'one two') setImmediate(() => controller.abort())
    }
    expect(pieces.join('')).toBe('one two')
    expect(chaos.journal.calls[0]!.ending).toBe('aborted')
  })

  it('refuses at once what is aborted beforehand', async () => {
    await expect(fetch('https://api.openai.com/v1/models', { signal: AbortSignal.abort(new Error('no more')) })).rejects.toThrow('no more')
  })

  it('leaves other requests to their own handlers', async () => {
    const response = await fetch('https://shop.example/orders')
    expect([await response.json(), response.url]).toEqual([{ orders: 3 }, 'https://shop.example/orders'])
    await expect(fetch('https://shop.example/down')).rejects.toThrow('fetch failed')
  })

  it("calls handlers in their order, both its own and the user's", async () => {
    const asked: string[] = []
    const mine = http.all('https://api.openai.com/*', ({ request }) => void asked.push(request.url))
    const shop = http.get('https://shop.example/orders', () => HttpResponse.json({ orders: 4 }))
    const closers = [[mine], [...chaos.handlers.filter((handler) => handler instanceof RequestHandler), shop, mine]].map((handlers) =>
      intercept({ handle: handledBy(handlers), escaped: () => {} }),
    )
    const orders: unknown = await (await fetch('https://shop.example/orders')).json()
    const models = await fetch('https://api.openai.com/v1/models', { headers: { authorization: 'Bearer test' } })
    for (const release of closers) release()
    expect([orders, models.status, models.url, asked]).toEqual([{ orders: 4 }, 200, 'https://api.openai.com/v1/models', []])
  })

  it("calls the user's handlers before it emulates a provider", async () => {
    const models = http.get('https://api.openai.com/v1/models', () => HttpResponse.json({ data: [] }))
    const release = intercept({ handle: handledBy([models]), escaped: () => {} })
    const response = await fetch(new Request('https://api.openai.com/v1/models'))
    release()
    expect([await response.json(), chaos.journal.calls]).toEqual([{ data: [] }, []])
  })

  it('plays what no handler of the user answers, with the body that was sent', async () => {
    const body = JSON.stringify(question)
    const headers = { authorization: 'Bearer test' }
    const url = 'https://api.openai.com/v1/chat/completions'
    const asked = [fetch(url, { method: 'POST', headers, body }), fetch(new Request(url, { method: 'POST', headers, body }))]
    for (const response of await Promise.all(asked)) expect(response.status).toBe(200)
    expect(chaos.journal.calls).toMatchObject([{ attempt: 0 }, { attempt: 1 }])
  })

  it("emulates also what MSW's bypass marks, since no request is allowed to reach a real provider", async () => {
    const response = await fetch(bypass('https://api.openai.com/v1/models', { headers: { authorization: 'Bearer test' } }))
    expect([response.status, chaos.journal.calls.length]).toEqual([200, 1])
  })

  it('emulates what a handler passes through, and breaks if a handler throws', async () => {
    const models = http.get('https://api.openai.com/v1/models', () => passthrough())
    const bug = new Error('a bug of the handler')
    const orders = http.get('https://shop.example/orders', () => {
      throw bug
    })
    const release = intercept({ handle: handledBy([models, orders]), escaped: () => {} })
    const { status } = await fetch('https://api.openai.com/v1/models', { headers: { authorization: 'Bearer test' } })
    await expect(fetch('https://shop.example/orders')).rejects.toMatchObject({ message: 'fetch failed', cause: bug })
    release()
    expect([status, chaos.journal.calls.length]).toEqual([200, 1])
  })

  it('lets the caller abort while a handler waits', async () => {
    const silent = http.get('https://shop.example/silent', () => new Promise<never>(() => {}))
    const release = intercept({ handle: handledBy([silent]), escaped: () => {} })
    const controller = new AbortController()
    const asked = fetch('https://shop.example/silent', { signal: controller.signal })
    controller.abort(new Error('no more'))
    await expect(asked).rejects.toThrow('no more')
    release()
  })

  it('gives fetch back when it is over', () => {
    const taken = globalThis.fetch
    close()
    expect(globalThis.fetch).not.toBe(taken)
    expect(() => close()).not.toThrow()
  })
})

describe('the guard', () => {
  it('keeps other clients from a real connection to a provider', async () => {
    const { connect } = await import('node:http2')
    const error = await new Promise<Error>((resolve) => void connect('https://api.anthropic.com').on('error', resolve))
    expect(error.message).toContain('Blocked a connection to api.anthropic.com (Anthropic)')
    expect(escaped).toHaveLength(1)
  })

  it('keeps them from looking its name up', async () => {
    const { lookup } = await import('node:dns/promises')
    await expect(lookup('api.openai.com')).rejects.toThrow('Blocked a name look-up to api.openai.com (OpenAI)')
  })
})
