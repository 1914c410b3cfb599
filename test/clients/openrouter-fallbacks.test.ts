import { HTTPClient, OpenRouter } from '@openrouter/sdk'
import type { ChatResult, ChatStreamChunk } from '@openrouter/sdk/models'
import { describe, expect } from 'vitest'
import {
  authenticationFailed,
  contextLengthExceeded,
  midStreamError,
  overloaded,
  rateLimited,
  serverError,
  slowFirstToken,
} from '../../faults/index.ts'
import { answers, openrouter } from '../../src/index.ts'
import { withChaos } from '../../src/vitest/index.ts'

const text = 'Your parcel is in Ghent, and it comes on Thursday.'
const [first, second, third] = ['openai/gpt-5', 'anthropic/claude-sonnet-5', 'google/gemini-2.5-flash'] as const
const models = [first, second, third]
const asked = { models, messages: [{ role: 'user' as const, content: 'Where is my parcel?' }] }
const test = withChaos({
  seed: 'tuesday',
  clientBehavior: 'ignore',
  providers: [openrouter()],
  answers: answers.from(({ model }) => `${model}: ${text}`),
})

function client(): OpenRouter {
  return new OpenRouter({ apiKey: 'test', retryConfig: { strategy: 'none' }, httpClient: new HTTPClient() })
}

async function ask(): Promise<ChatResult> {
  const sent = { xOpenRouterMetadata: 'enabled' as const, chatRequest: { ...asked, stream: false as const } }
  return (await client().chat.send(sent)) as ChatResult
}

async function stream(): Promise<ChatStreamChunk[]> {
  const sent = { xOpenRouterMetadata: 'enabled' as const, chatRequest: { ...asked, stream: true as const } }
  const chunks: ChatStreamChunk[] = []
  for await (const chunk of (await client().chat.send(sent)) as AsyncIterable<ChatStreamChunk>) chunks.push(chunk)
  return chunks
}

function contentOf(chunks: readonly ChatStreamChunk[]): string {
  return chunks.flatMap(({ choices }) => choices.map(({ delta }) => delta.content ?? '')).join('')
}

/** The body of a response by fetch. */
async function bodyOf(endpoint: string, body: unknown): Promise<unknown> {
  const headers = { authorization: 'Bearer test', 'content-type': 'application/json' }
  const response = await fetch(`https://openrouter.ai/api/v1/${endpoint}`, { method: 'POST', headers, body: JSON.stringify(body) })
  return response.json()
}

describe('a request with fallback models', () => {
  test('is answered by the first if it can', async ({ chaos }) => {
    const { model, openrouterMetadata } = await ask()
    expect(model).toBe(first)
    expect(openrouterMetadata).toMatchObject({ strategy: 'direct', attempt: 1 })
    expect(chaos.journal.calls).toMatchObject([{ model: first, answeredBy: first, tried: [{ model: first, status: 200 }] }])
  })

  test('tries the next model after an error, in one call of the journal', async ({ chaos }) => {
    chaos.inject(rateLimited().for({ model: first }), overloaded().for({ model: second }))
    const reply = await ask()
    expect(reply).toMatchObject({ model: third, choices: [{ message: { content: `${third}: ${text}` } }] })
    expect(reply.openrouterMetadata).toMatchObject({
      requested: first,
      strategy: 'fallback',
      summary: 'available=3, attempts=3, selected=Google',
      attempt: 3,
      attempts: [
        { model: first, provider: 'OpenAI', status: 429 },
        { model: second, provider: 'Anthropic', status: 529 },
        { model: third, provider: 'Google', status: 200 },
      ],
    })
    const [call] = chaos.journal.calls
    expect(chaos.journal.calls).toHaveLength(1)
    expect(call).toMatchObject({ model: first, answeredBy: third, ending: 'complete', status: 200, problem: undefined })
    expect(call!.received).toBe(call!.truth)
    expect(call!.fired.map(({ fault }) => fault)).toEqual(['rate-limited', 'overloaded'])
    expect(JSON.parse(JSON.stringify(call))).toMatchObject({
      tried: [
        { model: first, status: 429, problem: 'rate-limit-requests' },
        { model: second, status: 529, problem: 'overloaded' },
        { model: third, status: 200 },
      ],
    })
  })

  test('tries the next model after an error instead of the first token, and names it in the last chunk', async ({ chaos }) => {
    chaos.inject(slowFirstToken({ by: '3s' }).first(1), midStreamError({ afterDeltas: 0 }).for({ model: first }))
    const chunks = await stream()
    expect(contentOf(chunks)).toBe(`${second}: ${text}`)
    expect(new Set(chunks.map(({ model }) => model))).toEqual(new Set([second]))
    expect(chunks.map(({ openrouterMetadata }) => openrouterMetadata?.attempt)).toEqual([...chunks.slice(1).map(() => undefined), 2])
    expect(chaos.journal.calls).toMatchObject([
      {
        firstByteAt: 3_000,
        tried: [
          { model: first, status: 529 },
          { model: second, status: 200 },
        ],
      },
    ])
  })

  test('stays with a model that has begun to answer', async ({ chaos }) => {
    chaos.inject(midStreamError({ afterDeltas: 1 }).for({ model: first }))
    const chunks = await stream()
    expect(chunks.some(({ error }) => error !== undefined)).toBe(true)
    expect(chaos.journal.calls).toMatchObject([{ ending: 'truncated', answeredBy: first, tried: [{ model: first, status: 200 }] }])
  })

  test('gets the error of the last model, with those before it', async ({ chaos }) => {
    chaos.inject(rateLimited().for({ model: first }), serverError().for({ model: second }), overloaded().for({ model: third }))
    expect(await bodyOf('chat/completions', asked)).toMatchObject({
      error: {
        code: 529,
        metadata: {
          provider_name: 'Google',
          previous_errors: [
            { code: 429, message: 'Provider returned error', provider_name: 'OpenAI', raw: expect.stringContaining(first) as unknown },
            { code: 500, message: 'Internal Server Error' },
          ],
        },
      },
    })
    expect(chaos.journal.calls).toMatchObject([{ status: 529, ending: 'refused', problem: { kind: 'overloaded' } }])
  })

  test('tries the next model when a prompt is too long for the first', async ({ chaos }) => {
    chaos.inject(contextLengthExceeded({ window: 1 }).for({ model: first }))
    expect((await ask()).model).toBe(second)
  })

  test('fails at once if the account is at fault', async ({ chaos }) => {
    chaos.inject(authenticationFailed().first(1))
    await expect(ask()).rejects.toMatchObject({ statusCode: 401 })
    expect(chaos.journal.calls).toMatchObject([{ tried: [{ model: first, status: 401, problem: 'authentication' }] }])
  })

  test('is passed on in Responses, too', async ({ chaos }) => {
    chaos.inject(overloaded().for({ model: first }))
    const headers = { authorization: 'Bearer test', 'x-openrouter-metadata': 'enabled' }
    const body = JSON.stringify({ model: first, models: [second], input: 'Where is my parcel?', stream: true })
    const said = await (await fetch('https://openrouter.ai/api/v1/responses', { method: 'POST', headers, body })).text()
    const completed = JSON.parse(said.split('data: ').at(-1)!.replace('[DONE]', '')) as unknown
    expect(completed).toMatchObject({ response: { model: second, openrouter_metadata: { attempt: 2 } } })
    expect(chaos.journal.calls[0]).toMatchObject({ endpoint: 'responses', answeredBy: second })
  })

  test('is refused for what OpenAI refuses, and takes what OpenRouter adds', async ({ chaos }) => {
    expect(await bodyOf('chat/completions', { ...asked, frequency_penalty: 9 })).toMatchObject({ error: { code: 400 } })
    const added = { provider: { order: ['openai'] }, route: 'fallback', session_id: 's', top_k: 5, plugins: [] }
    expect(await bodyOf('responses', { models, input: 'Where?', ...added })).toMatchObject({ status: 'completed', model: first })
    expect(await bodyOf('responses', { models, input: 'Where?', unheard: 1 })).toMatchObject({ error: { code: 400 } })
    expect(chaos.journal.calls.map(({ status }) => status)).toEqual([400, 200, 400])
  })
})
