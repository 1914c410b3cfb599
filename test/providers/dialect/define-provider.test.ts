import { describe, expect, it } from 'vitest'
import { midStreamError, overloaded, rateLimited, truncatedStream } from '../../../faults/index.ts'
import { answers, BrownoutError } from '../../../src/index.ts'
import { defineEndpoint, defineProvider, numbersOf, operationOn, type ProviderDefinition } from '../../../src/kit.ts'
import { withChaos } from '../../../src/vitest/index.ts'
import { courier } from './courier.ts'

const test = withChaos({ seed: 'tuesday', providers: [courier()], answers: answers.from(() => 'It is in Ghent.') })

async function deliver(body: unknown, headers: Readonly<Record<string, string>> = { 'x-courier-key': 'test' }): Promise<Response> {
  return fetch('https://api.courier.example/v1/deliveries', {
    method: 'POST',
    headers,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
}

const asked = { model: 'van', prompt: 'Where is my parcel?' }

describe('a dialect written with the kit alone', () => {
  test('answers in one body', async ({ chaos }) => {
    const response = await deliver(asked)
    expect(await response.json()).toEqual({ model: 'van', text: 'It is in Ghent.', finish: 'stop' })
    expect(response.headers.get('x-courier-id')).toMatch(/^[a-z0-9]{8}$/)
    expect(chaos.journal.calls[0]).toMatchObject({ provider: 'courier', endpoint: 'deliveries', model: 'van', ending: 'complete' })
  })

  test('answers as server-sent events', async ({ chaos }) => {
    const response = await deliver({ ...asked, stream: true })
    expect(await response.text()).toBe(
      [{ model: 'van' }, { text: 'It' }, { text: ' is' }, { text: ' in' }, { text: ' Ghent.' }, { finish: 'stop' }]
        .map((event) => `data: ${JSON.stringify(event)}\n\n`)
        .concat('data: [DONE]\n\n')
        .join(''),
    )
    expect(chaos.journal.calls[0]!.received).toBe('It is in Ghent.')
  })

  test.for<[string, unknown, number, unknown]>([
    ['no JSON', '{', 400, { error: 'That is not JSON.', field: null }],
    ['no prompt', { model: 'van' }, 400, { error: 'Look at prompt.', field: 'prompt' }],
    ['an unknown field', { ...asked, speed: 7 }, 400, { error: 'Look at speed.', field: 'speed' }],
    ['what the provider does not do', { model: 'van', prompt: 'a forbidden thing' }, 422, { error: 'We do not carry that.', field: null }],
  ])('refuses %s in its own words', async ([, body, status, error], { chaos }) => {
    const response = await deliver(body)
    expect(response.status).toBe(status)
    expect(await response.json()).toEqual(error)
    expect(chaos.journal.calls[0]!.ending).toBe('refused')
  })

  test('refuses a request without credentials before it reads the body', async ({ chaos }) => {
    expect(await (await deliver('{', {})).json()).toEqual({ error: 'Who are you?', field: null })
    expect(chaos.journal).toHaveCalled(1)
  })

  test('gets every fault', async ({ chaos }) => {
    chaos.inject(
      overloaded().nth(1),
      truncatedStream({ afterDeltas: 2, ending: 'clean' }).nth(2),
      midStreamError({ afterDeltas: 1 }).nth(3),
      rateLimited({ retryAfter: '2s' }).nth(4),
    )
    expect(await (await deliver(asked)).json()).toMatchObject({ error: 'All couriers are out.' })
    expect(await (await deliver({ ...asked, stream: true })).text()).toMatch(/"text":" is"\}\n\n$/)
    expect(await (await deliver({ ...asked, stream: true })).text()).toMatch(/"text":"It"\}\n\ndata: \{"error":/)
    const limited = await deliver(asked)
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '2'])
    await limited.text()
  })
})

const echo = defineEndpoint({
  name: 'echo',
  path: '/echo',
  decode: ({ text }) => ({ type: 'ask', ask: operationOn('embed', { model: 'echo', texts: [text], dimensions: 3 }) }),
  write: () => ({
    headers: () => ({}),
    body: ({ data }) => ({ vectors: data.map(numbersOf) }),
    problem: ({ kind, status = 500 }) => ({ status, body: { error: kind } }),
  }),
})
const local = defineProvider({ name: 'local', baseUrls: ['http://localhost:9000/v1'], endpoints: [echo] })

describe('defineProvider', () => {
  withChaos({ seed: 'tuesday', providers: [local] })('makes a provider of an endpoint that never streams', async ({ chaos }) => {
    const ask = async (): Promise<unknown> => (await fetch('http://localhost:9000/v1/echo', { method: 'POST', body: 'hello' })).json()
    expect(await ask()).toEqual({ vectors: [[expect.any(Number), expect.any(Number), expect.any(Number)]] })
    chaos.inject(overloaded())
    expect(await ask()).toEqual({ error: 'overloaded' })
  })

  it.each<[string, Partial<ProviderDefinition>, string]>([
    ['a name', { name: '' }, 'expected a name'],
    ['a base URL', { baseUrls: [] }, 'it has no base URL'],
    ['base URLs that are URLs', { baseUrls: ['courier'] }, 'expected a URL'],
    ['an endpoint', { endpoints: [] }, 'it has no endpoint'],
  ])('wants %s', (_, wrong, message) => {
    const define = (): unknown => defineProvider({ name: 'courier', baseUrls: ['https://x.example'], endpoints: [echo], ...wrong })
    expect(define).toThrow(BrownoutError)
    expect(define).toThrow(message)
  })
})
