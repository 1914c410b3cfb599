import { gateway, generateText, streamText } from 'ai'
import OpenAI from 'openai'
import { afterAll, beforeAll, describe, expect, vi } from 'vitest'
import { midStreamError, overloaded, rateLimited, serverError } from '../../faults/index.ts'
import { answers, vercel } from '../../src/index.ts'
import { withChaos } from '../../src/vitest/index.ts'
import { errorOf } from '../faults/bench.ts'

const [first, second, third] = ['openai/gpt-5', 'anthropic/claude-sonnet-5', 'google/gemini-2.5-flash'] as const
const asked = {
  model: first,
  prompt: 'Where is my parcel?',
  maxRetries: 0,
  providerOptions: { gateway: { models: [second, third], order: ['azure', 'vertex'] } },
}
const test = withChaos({
  seed: 'tuesday',
  providers: [vercel()],
  clientBehavior: 'ignore',
  answers: answers.from(({ model }) => `${model} knows.`),
})

beforeAll(() => void vi.stubEnv('AI_GATEWAY_API_KEY', 'test'))
afterAll(() => void vi.unstubAllEnvs())

describe('a request to the gateway with fallback models', () => {
  test('names the model and the provider that answered', async ({ chaos }) => {
    const { text, providerMetadata } = await generateText(asked)
    expect(text).toBe(`${first} knows.`)
    expect(providerMetadata!['gateway']!['routing']).toMatchObject({
      originalModelId: first,
      resolvedProvider: 'azure',
      finalProvider: 'azure',
      fallbacksAvailable: ['vertex', 'openai'],
      modelAttemptCount: 1,
      totalProviderAttemptCount: 1,
    })
    expect(chaos.journal.calls).toMatchObject([{ answeredBy: first, tried: [{ model: first, status: 200 }] }])
  })

  test('tries the next model, in one call of the journal', async ({ chaos }) => {
    chaos.inject(overloaded().for({ model: first }))
    const { text, providerMetadata } = await generateText(asked)
    expect(text).toBe(`${second} knows.`)
    expect(providerMetadata!['gateway']!['routing']).toMatchObject({
      originalModelId: first,
      canonicalSlug: second,
      modelAttemptCount: 2,
      modelAttempts: [
        {
          canonicalSlug: first,
          success: false,
          providerAttemptCount: 3,
          providerAttempts: [{ provider: 'azure', credentialType: 'system', success: false, statusCode: 503 }, { provider: 'vertex' }, {}],
        },
        { canonicalSlug: second, success: true, providerAttempts: [{ provider: 'azure', success: true, statusCode: 200 }] },
      ],
      totalProviderAttemptCount: 4,
    })
    expect(chaos.journal.calls).toMatchObject([{ model: first, answeredBy: second, ending: 'complete' }])
  })

  test('tries the next model after an error instead of the first token, but not after it', async ({ chaos }) => {
    chaos.inject(midStreamError({ afterDeltas: 0 }).for({ model: first }), midStreamError({ afterDeltas: 1 }).for({ model: second }))
    const errors: unknown[] = []
    for await (const part of streamText({ ...asked, onError: ({ error }) => void errors.push(error) }).fullStream) void part
    expect(errors).toHaveLength(1)
    expect(chaos.journal.calls).toMatchObject([
      { ending: 'truncated', answeredBy: second, tried: [{ model: first }, { model: second, status: 200 }] },
    ])
  })

  test("reports each model's failure in the error of the last one", async ({ chaos }) => {
    chaos.inject(rateLimited().for({ model: first }), serverError().for({ model: second }), overloaded().for({ model: third }))
    const headers = { authorization: 'Bearer test', 'ai-language-model-id': first, 'ai-language-model-streaming': 'false' }
    const body = JSON.stringify({
      prompt: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }],
      providerOptions: asked.providerOptions,
    })
    const response = await fetch('https://ai-gateway.vercel.sh/v4/ai/language-model', { method: 'POST', headers, body })
    expect(response.status).toBe(503)
    const { providerMetadata } = (await response.json()) as { providerMetadata: { gateway: { routing: Record<string, unknown> } } }
    const { modelAttempts, ...routing } = providerMetadata.gateway.routing
    expect(routing).not.toHaveProperty('finalProvider')
    expect((modelAttempts as { success: boolean }[]).map(({ success }) => success)).toEqual([false, false, false])
    expect(await errorOf(generateText(asked))).toMatchObject({ statusCode: 503, type: 'internal_server_error' })
  })

  test('is passed on in Chat Completions, too', async ({ chaos }) => {
    chaos.inject(overloaded().for({ model: first }))
    const client = new OpenAI({ apiKey: 'test', baseURL: 'https://ai-gateway.vercel.sh/v1', maxRetries: 0 })
    const messages = [{ role: 'user' as const, content: 'Where is my parcel?' }]
    const more = { providerOptions: asked.providerOptions }
    const { model, choices } = await client.chat.completions.create({ model: first, messages, ...more })
    expect([model, choices[0]!.message.content]).toEqual([second, `${second} knows.`])
    expect(chaos.journal.calls).toHaveLength(1)
  })

  test('has only the providers that the app permits', async ({ chaos: _chaos }) => {
    const { providerMetadata } = await generateText({
      ...asked,
      model: gateway(first),
      providerOptions: { gateway: { order: ['azure', 'openai'], only: ['openai'] } },
    })
    expect(providerMetadata!['gateway']!['routing']).toMatchObject({ finalProvider: 'openai', fallbacksAvailable: [] })
  })
})
