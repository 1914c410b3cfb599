import type OpenAI from 'openai'
import { expect, describe } from 'vitest'
import { answers, azure, openai, openrouter } from '../../../src/index.ts'
import { withChaos } from '../../../src/vitest/index.ts'

const text = 'It comes on Thursday.'
const test = withChaos({
  clientBehavior: 'ignore',
  providers: [openai(), azure({ asynchronousFilter: true }), openrouter()],
  answers: answers.from(() => text),
})
const messages = [{ role: 'user', content: 'Where is my parcel?' }]

async function ask(url: string, body: object): Promise<Response> {
  const headers = { authorization: 'Bearer test', 'api-key': 'test', 'content-type': 'application/json' }
  return fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
}

async function eventsOf(url: string, body: object): Promise<Readonly<Record<string, unknown>>[]> {
  const response = await ask(url, { ...body, stream: true })
  const lines = (await response.text()).split('\n').filter((line) => line.startsWith('data: {'))
  return lines.map((line) => JSON.parse(line.slice('data: '.length)) as Readonly<Record<string, unknown>>)
}

const chatUrl = 'https://api.openai.com/v1/chat/completions'
const responsesUrl = 'https://api.openai.com/v1/responses'

describe('a response', () => {
  test('has every key that recorded ones have', async ({ chaos }) => {
    const plain = (await (await ask(responsesUrl, { model: 'gpt-4o', input: 'Hello?' })).json()) as Readonly<Record<string, unknown>>
    expect(plain).toMatchObject({
      max_tool_calls: null,
      prompt_cache_key: null,
      safety_identifier: null,
      user: null,
      top_logprobs: 0,
      frequency_penalty: 0,
      presence_penalty: 0,
      completed_at: expect.any(Number) as number,
    })
    const given = { max_tool_calls: 3, prompt_cache_key: 'k', safety_identifier: 's', top_logprobs: 2, user: 'u' }
    expect(await (await ask(responsesUrl, { model: 'gpt-4o', input: 'Hello?', ...given })).json()).toMatchObject(given)
    expect(chaos.journal.calls).toHaveLength(2)
  })

  test('is not completed while it is in progress', async ({ chaos }) => {
    const [created] = await eventsOf(responsesUrl, { model: 'gpt-4o', input: 'Hello?' })
    expect((created as unknown as OpenAI.Responses.ResponseCreatedEvent).response).toMatchObject({
      status: 'in_progress',
      completed_at: null,
    })
    expect(chaos.journal.calls).toHaveLength(1)
  })
})

describe('the padding of a stream', () => {
  test('is on every chunk of a chat completion', async ({ chaos }) => {
    const chunks = await eventsOf(chatUrl, { model: 'gpt-4o', messages, stream_options: { include_usage: true } })
    for (const { obfuscation } of chunks) expect(obfuscation).toMatch(/^\w+$/)
    expect(new Set(chunks.map(({ obfuscation }) => (obfuscation as string).length)).size).toBeGreaterThan(1)
    expect(chaos.journal.calls).toHaveLength(1)
  })

  test('is on every delta of a response, and on no other event', async ({ chaos }) => {
    for (const event of await eventsOf(responsesUrl, { model: 'gpt-4o', input: 'Hello?' }))
      expect('obfuscation' in event).toBe(String(event['type']).endsWith('.delta'))
    expect(chaos.journal.calls).toHaveLength(1)
  })

  test('is not there if the app does not want it, or at other hosts', async ({ chaos }) => {
    const without = { stream_options: { include_obfuscation: false } }
    const all = [
      ...(await eventsOf(chatUrl, { model: 'gpt-4o', messages, ...without })),
      ...(await eventsOf(responsesUrl, { model: 'gpt-4o', input: 'Hello?', ...without })),
      ...(await eventsOf('https://openrouter.ai/api/v1/chat/completions', { model: 'openai/gpt-4o', messages })),
    ]
    for (const event of all) expect(event).not.toHaveProperty('obfuscation')
    expect(chaos.journal.calls).toHaveLength(3)
  })
})

describe('the asynchronous content filter of Azure', () => {
  test('reports after the answer, in a choice without a delta', async ({ chaos }) => {
    const url = 'https://acme.openai.azure.com/openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21'
    const chunks = await eventsOf(url, { messages })
    const last = chunks.at(-1) as unknown as { id: string; choices: Readonly<Record<string, unknown>>[] }
    expect(last).toMatchObject({
      id: '',
      created: 0,
      choices: [{ index: 0, finish_reason: null, content_filter_results: { hate: { filtered: false } } }],
    })
    expect(last.choices[0]).not.toHaveProperty('delta')
    const { start_offset: start, end_offset: end } = last.choices[0]!['content_filter_offsets'] as {
      start_offset: number
      end_offset: number
    }
    expect(end - start).toBe(text.length)
    expect(chaos.journal.calls).toMatchObject([{ ending: 'complete', received: text }])
  })
})
