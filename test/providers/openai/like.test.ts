import OpenAI from 'openai'
import { describe, expect } from 'vitest'
import { overloaded, rateLimited } from '../../../faults/index.ts'
import { answers, BrownoutError, openai, openaiLike } from '../../../src/index.ts'
import { withChaos } from '../../../src/vitest/index.ts'

const text = 'It is in Ghent.'
const thought = 'They ask for a parcel.'

/** A host that does not exist, with a quirk of each kind. */
const parrot = openaiLike({
  name: 'parrot',
  baseUrls: ['https://api.parrot.example/v1'],
  endpoints: {
    'chat.completions': 'https://docs.parrot.example/chat',
    embeddings: 'https://docs.parrot.example/embeddings',
    models: 'https://docs.parrot.example/models',
  },
  requestId: (random) => `parrot-${random.id(8, 'lowercase')}`,
  headers: (requestId) => ({ 'x-parrot-id': requestId }),
  problems: {
    authentication: { message: 'No feather, no flight.' },
    overloaded: { status: 529, type: 'busy', code: 'too_busy', message: ({ call }) => `All parrots repeat ${call.model}.` },
  },
  reasoning: { field: 'thoughts', isShown: (body) => body['show_thoughts'] === true },
  chat: { usagePlace: 'last-chunk', usageFields: ({ outputTokens }) => ({ seeds: outputTokens * 2 }), keepAlive: 'squawk' },
})

const test = withChaos({
  seed: 'tuesday',
  providers: [
    parrot(),
    parrot({ name: 'aviary', baseURL: 'https://aviary.example/v1' }),
    openai({ flavor: 'groq' }),
    openai({ flavor: 'vllm' }),
  ],
  answers: answers.from((call) => (call.reasoning ? { reasoning: thought, text } : text)),
})

const client = (baseURL = 'https://api.parrot.example/v1'): OpenAI =>
  new OpenAI({ apiKey: 'test', baseURL, maxRetries: 0, logLevel: 'off' })
const asked = { model: 'macaw', messages: [{ role: 'user' as const, content: 'Where is my parcel?' }] }
const thinking: typeof asked & { readonly show_thoughts: true } = { ...asked, show_thoughts: true }

describe('openaiLike', () => {
  test('defines a host that the official client reads', async ({ chaos }) => {
    const { data, response } = await client().chat.completions.create(asked).withResponse()
    expect(data.choices[0]).toMatchObject({ finish_reason: 'stop', message: { role: 'assistant', content: text } })
    expect(response.headers.get('x-parrot-id')).toMatch(/^parrot-[a-z0-9]{8}$/)
    expect(response.headers.get('x-ratelimit-limit-requests')).toBe('10000')
    expect(chaos.journal.calls[0]).toMatchObject({ provider: 'parrot', endpoint: 'chat.completions', model: 'macaw' })
  })

  test('shows the reasoning in its own field, and only on request', async ({ chaos }) => {
    const { choices } = await client().chat.completions.create(thinking)
    expect(choices[0]!.message).toEqual({ role: 'assistant', content: text, thoughts: thought })
    expect((await client().chat.completions.create(asked)).choices[0]!.message).toEqual({ role: 'assistant', content: text })
    expect(chaos.journal).toHaveCalled(2)
  })

  test('streams with its own quirks', async ({ chaos }) => {
    const stream = await client().chat.completions.create({ ...thinking, stream: true })
    const chunks: OpenAI.ChatCompletionChunk[] = []
    for await (const chunk of stream) chunks.push(chunk)
    expect(chunks.map(({ choices }) => (choices[0]?.delta as { thoughts?: string } | undefined)?.thoughts ?? '').join('')).toBe(thought)
    expect(chunks.at(-1)).toMatchObject({
      choices: [{ finish_reason: 'stop' }],
      usage: { seeds: chaos.journal.calls[0]!.usage!.outputTokens * 2 },
    })
    expect(chaos.journal).toHaveCalled(1)
  })

  test('words a failure as the host does, and others as OpenAI does', async ({ chaos }) => {
    chaos.inject(overloaded().first(1), rateLimited().nth(2))
    await expect(client().chat.completions.create(asked)).rejects.toMatchObject({
      status: 529,
      type: 'busy',
      code: 'too_busy',
      message: '529 All parrots repeat macaw.',
    })
    await expect(client().chat.completions.create(asked)).rejects.toMatchObject({ status: 429, code: 'rate_limit_exceeded' })
  })

  test('refuses a request without a key in the words of the host', async ({ chaos }) => {
    const response = await fetch('https://api.parrot.example/v1/chat/completions', { method: 'POST', body: JSON.stringify(asked) })
    expect(response.status).toBe(401)
    expect(await response.json()).toMatchObject({ error: { message: 'No feather, no flight.', code: 'invalid_api_key' } })
    expect(chaos.journal.calls[0]).toMatchObject({ model: 'macaw', ending: 'refused' })
  })

  test('is a factory: another name and another base URL make another provider', async ({ chaos }) => {
    chaos.inject(overloaded().for('parrot'))
    await expect(client().chat.completions.create(asked)).rejects.toMatchObject({ status: 529 })
    expect((await client('https://aviary.example/v1').chat.completions.create(asked)).choices[0]!.message.content).toBe(text)
    expect(chaos.journal.calls.map(({ provider }) => provider)).toEqual(['parrot', 'aviary'])
  })

  test('gets every endpoint that it names', async ({ chaos }) => {
    expect((await client().embeddings.create({ model: 'macaw', input: 'Where?', dimensions: 4 })).data[0]!.embedding).toHaveLength(4)
    expect(await client().models.retrieve('macaw')).toMatchObject({ id: 'macaw', object: 'model' })
    expect(chaos.journal).toHaveCalled(2)
  })

  test('refuses an endpoint that it does not know, and names the nearest', () => {
    expect(() => openaiLike({ name: 'x', baseUrls: [], endpoints: { embedings: 'https://x.example' } as object })).toThrow(
      new BrownoutError('Cannot define "x" with the endpoint "embedings": no such endpoint. Did you mean "embeddings"?'),
    )
  })
})

describe('the models of a host like OpenAI', () => {
  test('have the headers of the host', async ({ chaos }) => {
    const response = await fetch('https://api.groq.com/openai/v1/models', { headers: { authorization: 'Bearer test' } })
    await response.json()
    expect(response.headers.get('x-groq-region')).toBe('fra')
    expect(response.headers.get('openai-version')).toBeNull()
    expect(chaos.journal).toHaveCalled(1)
  })

  test('need no key if the host needs none', async ({ chaos }) => {
    const response = await fetch('http://localhost:8000/v1/models')
    expect(await response.json()).toMatchObject({ object: 'list' })
    expect(chaos.journal).toHaveCalled(1)
  })

  test('are refused without a key in the words of the host', async ({ chaos }) => {
    const response = await fetch('https://api.groq.com/openai/v1/models')
    expect(await response.json()).toMatchObject({ error: { message: 'Invalid API Key', code: 'invalid_api_key' } })
    expect(chaos.journal).toHaveCalled(1)
  })
})
