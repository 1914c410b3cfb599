import { describe, expect } from 'vitest'
import { gemini, mistral, openrouter } from '../../src/index.ts'
import { withChaos } from '../../src/vitest/index.ts'
import { errorWithStatus200 } from '../../faults/error-with-status-200.ts'
import { clients, hear, test } from './bench.ts'
import { postModern, testWith } from '../providers/mcp/shop.ts'
import { overTheWire } from './wire.ts'

describe('errorWithStatus200', () => {
  test.for([false, true])('sends the provider’s error as JSON (stream: %s)', async (stream, { chaos }) => {
    chaos.inject(errorWithStatus200({ kind: 'quota-exhausted' }))
    const { status, headers, text } = await overTheWire({ stream })
    expect([status, headers.get('content-type')]).toEqual([200, 'application/json'])
    expect(JSON.parse(text)).toMatchObject({ error: { code: 'credit_balance_exhausted' } })
    expect(chaos.journal.calls).toMatchObject([
      { status: 200, ending: 'refused', problem: { kind: 'quota-exhausted', permanent: false }, received: '' },
    ])
  })
})

const others = withChaos({ seed: 'tuesday', providers: [gemini(), mistral(), openrouter()] })
const key = { authorization: 'Bearer test', 'x-goog-api-key': 'test', 'content-type': 'application/json' }
const chat = { model: 'any', messages: [{ role: 'user', content: 'Where is my parcel?' }] }
const models = 'https://generativelanguage.googleapis.com/v1beta/models'

describe('errorWithStatus200 with a provider whose body repeats the status', () => {
  others.for([
    [
      `${models}/gemini-2.5-flash:generateContent`,
      { contents: [{ parts: [{ text: 'Hi' }] }] },
      { error: { code: 503, status: 'UNAVAILABLE' } },
    ],
    ['https://api.mistral.ai/v1/chat/completions', chat, { raw_status_code: 429 }],
    ['https://openrouter.ai/api/v1/chat/completions', chat, { error: { code: 529 } }],
  ] as const)('keeps the status of the error there: %s', async ([url, asked, expected], { chaos }) => {
    chaos.inject(errorWithStatus200())
    const response = await fetch(url, { method: 'POST', headers: key, body: JSON.stringify(asked) })
    expect([response.status, await response.json()]).toMatchObject([200, expected])
  })
})

const tools = testWith()

describe('errorWithStatus200 with a tool server', () => {
  tools('sends the error of the protocol with status 200', async ({ chaos }) => {
    chaos.inject(errorWithStatus200())
    const { status, message } = await postModern('tools/call', { name: 'order', arguments: { item: 'lamp' } })
    expect([status, message]).toMatchObject([200, { error: { code: expect.any(Number) as unknown } }])
  })
})

describe.for(clients)('errorWithStatus200 with $name', ({ stream }) => {
  test('brings a stream without any text', async ({ chaos }) => {
    chaos.inject(errorWithStatus200())
    expect((await hear(stream())).pieces).toEqual([])
    expect(chaos.journal).toHaveFired('error-with-status-200')
  })
})
