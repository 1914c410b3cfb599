import Anthropic from '@anthropic-ai/sdk'
import { CohereClient } from 'cohere-ai'
import { Ollama } from 'ollama'
import OpenAI from 'openai'
import { describe, expect, it } from 'vitest'
import { contextLengthExceeded, rateLimited } from '../../faults/index.ts'
import { anthropic, cohere, mistral, ollama, openai, openrouter } from '../../src/index.ts'
import { contextWindowOf } from '../../src/providers/dialect/context-window.ts'
import { withChaos } from '../../src/vitest/index.ts'
import { errorOf } from '../faults/bench.ts'

describe('the table of windows', () => {
  it.each([
    ['gpt-4', 8_192],
    ['gpt-4o-2024-11-20', 128_000],
    ['openai/gpt-4.1-mini', 1_047_576],
    ['gpt-5-chat-latest', 128_000],
    ['models/gemini-2.5-flash', 1_048_576],
    ['us.anthropic.claude-haiku-4-5-20251001-v1:0', 200_000],
    ['claude-sonnet-4-5-20250929', 200_000],
    ['llama3.2', undefined],
  ])('gives %s a window of %s tokens', (model, window) => expect(contextWindowOf(model)).toBe(window))
})

const test = withChaos({
  unfiredFaults: 'ignore',
  seed: 'tuesday',
  clientBehavior: 'ignore',
  providers: [openai(), anthropic(), cohere(), mistral(), ollama(), openrouter()],
})
const long = 'parcel '.repeat(9_000)
const longer = 'parcel '.repeat(210_000)
const asked = { model: 'gpt-4', messages: [{ role: 'user' as const, content: long }] }
const client = (baseURL = 'https://api.openai.com/v1'): OpenAI => new OpenAI({ apiKey: 'test', baseURL, maxRetries: 0, logLevel: 'off' })

describe('a prompt that is longer than the model takes', () => {
  test('is refused by Chat Completions, with the length of both', async ({ chaos }) => {
    const error = await errorOf(client().chat.completions.create(asked))
    const [call] = chaos.journal.calls
    expect(error).toMatchObject({ status: 400, code: 'context_length_exceeded' })
    expect((error as Error).message).toContain(
      `maximum context length is 8192 tokens. However, your messages resulted in ${call!.call.inputTokens} tokens.`,
    )
    expect(call).toMatchObject({ status: 400, fired: [] })
  })

  test('is refused by Messages', async ({ chaos }) => {
    const messages = [{ role: 'user' as const, content: longer }]
    const refused = new Anthropic({ apiKey: 'test', maxRetries: 0 }).messages.create({
      model: 'claude-haiku-4-5',
      max_tokens: 10,
      messages,
    })
    expect(((await errorOf(refused)) as Error).message).toContain('tokens > 200000 maximum')
    expect(chaos.journal).toHaveCalled(1)
  })

  test('is refused by Responses, unless they are allowed to drop a part', async ({ chaos }) => {
    const request = { model: 'gpt-4', input: long }
    expect(await errorOf(client().responses.create(request))).toMatchObject({ code: 'context_length_exceeded' })
    expect((await client().responses.create({ ...request, truncation: 'auto' })).status).toBe('completed')
    expect(chaos.journal).toHaveCalled(2)
  })

  test('is truncated by OpenRouter, Cohere and Ollama if the app requests it, or always', async ({ chaos }) => {
    const router = client('https://openrouter.ai/api/v1')
    expect(await errorOf(router.chat.completions.create(asked))).toMatchObject({ status: 400 })
    const cut: typeof asked & { readonly transforms: readonly string[] } = { ...asked, transforms: ['middle-out'] }
    expect((await router.chat.completions.create(cut)).choices).toHaveLength(1)
    const coherent = new CohereClient({ token: 'test', maxRetries: 0 })
    const message = { model: 'command-r', message: longer }
    expect(await errorOf(coherent.chat(message))).toMatchObject({ statusCode: 400 })
    expect((await coherent.chat({ ...message, promptTruncation: 'AUTO' })).finishReason).toBe('COMPLETE')
    expect((await new Ollama().chat({ ...asked })).message.content).not.toBe('')
    expect(chaos.journal).toHaveCalled(5)
  })

  test('is taken by a model that is not in the table', async ({ chaos }) => {
    expect((await client().chat.completions.create({ ...asked, model: 'my-own' })).choices).toHaveLength(1)
    expect(chaos.journal).toHaveCalled(1)
  })

  test('is refused after a fault has let it through', async ({ chaos }) => {
    chaos.inject(rateLimited().first(1), contextLengthExceeded({ window: 1_000_000 }))
    expect(await errorOf(client().chat.completions.create(asked))).toMatchObject({ status: 429 })
    expect(await errorOf(client().chat.completions.create(asked))).toMatchObject({ code: 'context_length_exceeded' })
  })

  test('names the window of the model even if a fault refuses a prompt that would fit', async ({ chaos }) => {
    chaos.inject(contextLengthExceeded())
    const error = await errorOf(
      client().chat.completions.create({ ...asked, model: 'gpt-4o', messages: [{ role: 'user', content: 'Hello' }] }),
    )
    expect((error as Error).message).toContain('maximum context length is 128000 tokens. However, your messages resulted in 128001 tokens.')
  })

  test('is refused by Mistral, whose models have a usual window', async ({ chaos }) => {
    const body = JSON.stringify({ model: 'mistral-large-latest', messages: [{ role: 'user', content: longer }] })
    const response = await fetch('https://api.mistral.ai/v1/chat/completions', {
      method: 'POST',
      headers: { authorization: 'Bearer test' },
      body,
    })
    expect([response.status, await response.text()]).toEqual([400, expect.stringContaining('131072')])
    expect(chaos.journal.calls).toMatchObject([{ status: 400 }])
  })
})
