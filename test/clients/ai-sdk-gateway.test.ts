import { createGateway, embedMany, gateway, generateText, Output, stepCountIs, streamText, tool } from 'ai'
import OpenAI from 'openai'
import { afterAll, beforeAll, describe, expect, vi } from 'vitest'
import { z } from 'zod'
import {
  authenticationFailed,
  connectionReset,
  contextLengthExceeded,
  midStreamError,
  modelNotFound,
  overloaded,
  paymentRequired,
  rateLimited,
  serverError,
  stalledStream,
  truncatedStream,
} from '../../faults/index.ts'
import { answers, vercel } from '../../src/index.ts'
import { withChaos } from '../../src/vitest/index.ts'
import { errorOf } from '../faults/bench.ts'

const text = 'Your parcel is in Ghent, and it comes on Thursday.'
const prompt = 'Where is my parcel?'
const model = 'openai/gpt-4o'
const test = withChaos({
  seed: 'tuesday',
  providers: [vercel()],
  clientBehavior: 'ignore',
  answers: answers.from((call) => {
    if (call.output !== undefined) return '{"city":"Ghent"}'
    if (call.reasoning) return { reasoning: 'It left Lyon.', text }
    const isAnswered = call.messages.at(-1)?.role === 'tool'
    return call.tools.length > 0 && !isAnswered ? { toolCalls: [{ name: 'track', arguments: { id: 7 } }] } : text
  }),
})
const track = tool({
  description: 'Where a parcel is',
  inputSchema: z.object({ id: z.number() }),
  execute: ({ id }) => `Parcel ${id} is in Ghent.`,
})

beforeAll(() => void vi.stubEnv('AI_GATEWAY_API_KEY', 'test'))
afterAll(() => void vi.unstubAllEnvs())

/** The text of a stream, and the errors that it reports. */
async function hear(): Promise<{ text: string; errors: unknown[] }> {
  const heard = { text: '', errors: [] as unknown[] }
  for await (const part of streamText({ model, prompt, maxRetries: 0, onError() {} }).fullStream) {
    if (part.type === 'text-delta') heard.text += part.text
    if (part.type === 'error') heard.errors.push(part.error)
  }
  return heard
}

describe('ai with a model that is a string', () => {
  test('generates text, and returns the metadata of the gateway', async ({ chaos }) => {
    const reply = await generateText({ model, prompt })
    expect([reply.text, reply.finishReason]).toEqual([text, 'stop'])
    expect(reply.usage.outputTokens).toBe(chaos.journal.calls[0]!.usage!.outputTokens)
    const generationId: unknown = expect.stringMatching(/^gen_[0-9A-Z]{26}$/)
    expect(reply.providerMetadata).toMatchObject({ gateway: { routing: { finalProvider: 'openai' }, generationId } })
    expect(chaos.journal.calls).toMatchObject([{ provider: 'vercel', endpoint: 'language-model', model, call: { stream: false } }])
  })

  test('streams text, with its usage', async ({ chaos }) => {
    expect(await hear()).toEqual({ text, errors: [] })
    const streamed = streamText({ model, prompt })
    expect((await streamed.usage).outputTokens).toBe(chaos.journal.calls[0]!.usage!.outputTokens)
    expect(await streamed.finishReason).toBe('stop')
    expect(chaos.journal.calls[1]).toMatchObject({ call: { stream: true }, ending: 'complete', received: text })
  })

  test('runs a tool, streaming and non-streaming, and continues with its result', async ({ chaos }) => {
    const { text: told, steps } = await generateText({ model, prompt, tools: { track }, stopWhen: stepCountIs(3) })
    expect([told, steps.length]).toEqual([text, 2])
    expect(await streamText({ model, prompt, tools: { track }, stopWhen: stepCountIs(3) }).text).toBe(text)
    for (const index of [1, 3])
      expect(chaos.journal.calls[index]!.call.messages.at(-1)!.parts).toMatchObject([
        { type: 'tool-result', text: 'Parcel 7 is in Ghent.' },
      ])
  })

  test('reads structured output, streaming and non-streaming', async ({ chaos }) => {
    const output = Output.object({ schema: z.object({ city: z.string() }) })
    expect((await generateText({ model, prompt, output })).output).toEqual({ city: 'Ghent' })
    expect(await streamText({ model, prompt, output }).output).toEqual({ city: 'Ghent' })
    expect(chaos.journal.calls[0]!.call.output!.schema).toMatchObject({ required: ['city'] })
  })

  test.for([{ reasoning: 'low' as const }, { providerOptions: { anthropic: { thinking: { type: 'enabled' } } } }])(
    'reads the reasoning, if %o enables it',
    async (asking, { chaos }) => {
      expect(await generateText({ model, prompt, ...asking })).toMatchObject({ reasoningText: 'It left Lyon.', text })
      const streamed = streamText({ model, prompt, ...asking })
      expect([await streamed.reasoningText, await streamed.text]).toEqual(['It left Lyon.', text])
      expect(chaos.journal).toHaveCalled(2)
    },
  )

  test('sends images and files', async ({ chaos }) => {
    const content = [
      { type: 'text' as const, text: prompt },
      { type: 'file' as const, data: new Uint8Array([1, 2, 3]), mediaType: 'image/png' },
    ]
    await generateText({ model, messages: [{ role: 'user', content }] })
    expect(chaos.journal.calls[0]!.call.messages[0]!.parts).toMatchObject([{ type: 'text' }, { type: 'image' }])
  })

  test('embeds', async ({ chaos }) => {
    const { embeddings, usage } = await embedMany({ model: 'openai/text-embedding-3-small', values: ['A parcel.', 'A heron.'] })
    expect(embeddings.map(({ length }) => length)).toEqual([1_536, 1_536])
    expect(usage.tokens).toBe(chaos.journal.calls[0]!.usage!.inputTokens)
  })

  test('lists models', async ({ chaos }) => {
    const { models } = await createGateway({ apiKey: 'test' }).getAvailableModels()
    expect(models.map(({ id }) => id)).toContain(model)
    expect(chaos.journal.calls[0]!.endpoint).toBe('config')
  })

  test('is answered in the protocol of the version before too', async ({ chaos }) => {
    const older = createGateway({ apiKey: 'test', baseURL: 'https://ai-gateway.vercel.sh/v3/ai' })(model)
    expect((await generateText({ model: older, prompt })).text).toBe(text)
    expect(chaos.journal).toHaveCalled(1)
  })

  test('refuses tools that run at a provider in words', async ({ chaos }) => {
    const asked = generateText({ model, prompt, tools: { search: gateway.tools.perplexitySearch() }, maxRetries: 0 })
    await expect(asked).rejects.toThrow("does not emulate the provider tool 'gateway.perplexity_search'")
    expect(chaos.journal).toHaveCalled(1)
  })
})

describe('ai with a model that is a string, disturbed', () => {
  test.for([
    [rateLimited(), 'GatewayRateLimitError', 429],
    [overloaded(), 'GatewayInternalServerError', 503],
    [serverError(), 'GatewayInternalServerError', 500],
    [modelNotFound(), 'GatewayModelNotFoundError', 404],
    [contextLengthExceeded(), 'GatewayInvalidRequestError', 400],
    [paymentRequired(), 'GatewayInternalServerError', 402],
  ] as const)('knows %s for a %s', async ([injection, name, statusCode], { chaos }) => {
    chaos.inject(injection)
    const isRetryable = statusCode === 429 || statusCode >= 500
    expect(await errorOf(generateText({ model, prompt, maxRetries: 0 }))).toMatchObject({ name, statusCode, isRetryable })
  })

  test('recognizes an invalid key, streaming and non-streaming', async ({ chaos }) => {
    chaos.inject(authenticationFailed())
    expect(await errorOf(generateText({ model, prompt }))).toMatchObject({ name: 'GatewayAuthenticationError' })
    expect((await hear()).errors).toMatchObject([{ name: 'GatewayAuthenticationError' }])
  })

  test('names the model that is not there', async ({ chaos }) => {
    chaos.inject(modelNotFound())
    expect(await errorOf(generateText({ model, prompt }))).toMatchObject({ modelId: model })
    expect(chaos.journal).toHaveCalled(1)
  })

  test('waits for the time of a rate limit, and retries', async ({ chaos }) => {
    chaos.inject(rateLimited({ retryAfter: '20s' }).first(2))
    expect((await generateText({ model, prompt })).text).toBe(text)
    expect(chaos.journal.calls.map(({ startedAt }) => startedAt)).toEqual([0, 20_000, 40_000])
  })

  test('receives exactly the given deltas of a truncated stream', async ({ chaos }) => {
    chaos.inject(truncatedStream({ afterDeltas: 3 }))
    const heard = await hear()
    expect(heard).toEqual({ text: chaos.journal.calls[0]!.received, errors: [] })
    expect(chaos.journal.calls[0]!).toMatchObject({ deltas: 3, ending: 'truncated' })
  })

  test('reports what the gateway reports midway', async ({ chaos }) => {
    chaos.inject(midStreamError({ afterDeltas: 3 }))
    const heard = await hear()
    expect(heard.text).toBe(chaos.journal.calls[0]!.received)
    expect(heard.errors).toMatchObject([{ type: 'internal_server_error' }])
  })

  test('reports a broken connection', async ({ chaos }) => {
    chaos.inject(connectionReset())
    expect(await errorOf(generateText({ model, prompt, maxRetries: 0 }))).toMatchObject({ name: 'GatewayResponseError', isRetryable: true })
  })

  test('aborts', async ({ chaos }) => {
    chaos.inject(stalledStream({ afterDeltas: 2 }))
    const asked = streamText({ model, prompt, abortSignal: AbortSignal.timeout(20_000), onError() {} })
    for await (const _ of asked.textStream);
    expect(chaos.journal.calls).toMatchObject([{ ending: 'aborted', endedAt: 20_000 }])
  })
})

describe("the gateway's API in OpenAI's dialect", () => {
  const client = new OpenAI({ apiKey: 'test', baseURL: 'https://ai-gateway.vercel.sh/v1', maxRetries: 0, logLevel: 'off' })

  test('answers openai', async ({ chaos }) => {
    const completion = await client.chat.completions.create({ model, messages: [{ role: 'user', content: prompt }] })
    expect(completion.choices[0]!.message.content).toBe(text)
    chaos.inject(paymentRequired())
    const refused = client.chat.completions.create({ model, messages: [{ role: 'user', content: prompt }] })
    expect(await errorOf(refused)).toMatchObject({ status: 402, type: 'insufficient_funds' })
  })
})
