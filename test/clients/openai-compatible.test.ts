import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import { generateText, streamText } from 'ai'
import OpenAI from 'openai'
import { describe, expect, it } from 'vitest'
import { contextLengthExceeded, midStreamError, paymentRequired, rateLimited, serverError } from '../../faults/index.ts'
import { answers, BrownoutError, openai, type OpenAIFlavor } from '../../src/index.ts'
import { withChaos } from '../../src/vitest/index.ts'

const text = 'It is in Ghent.'
const thought = 'They ask for a parcel.'
const homes = {
  groq: 'https://api.groq.com/openai/v1',
  deepseek: 'https://api.deepseek.com',
  vllm: 'http://localhost:8000/v1',
} as const
type Host = keyof typeof homes
const hosts = Object.keys(homes) as Host[]

const test = withChaos({
  seed: 'tuesday',
  clientBehavior: 'ignore',
  providers: hosts.map((flavor) => openai({ flavor })),
  answers: answers.from((call) => (call.reasoning ? { reasoning: thought, text } : text)),
})

const asked = { model: 'gpt-oss-120b', messages: [{ role: 'user' as const, content: 'Where is my parcel?' }] }
const withTopK: typeof asked & { readonly top_k: number } = { ...asked, top_k: 4 }
/** The parameters with which each host enables reasoning. */
const reasoning: Readonly<Record<Host, object>> = {
  groq: { reasoning_format: 'parsed' },
  deepseek: { thinking: { type: 'enabled' } },
  vllm: { reasoning_effort: 'low' },
}
const client = (host: Host): OpenAI => new OpenAI({ apiKey: 'test', baseURL: homes[host], maxRetries: 0, logLevel: 'off' })

/** The error that a call ends in. */
function errorOf(asked: Promise<unknown>): Promise<unknown> {
  return asked.then(
    () => undefined,
    (error: unknown) => error,
  )
}

async function chunksOf(host: Host, more: object = {}): Promise<OpenAI.ChatCompletionChunk[]> {
  const chunks: OpenAI.ChatCompletionChunk[] = []
  for await (const chunk of await client(host).chat.completions.create({ ...asked, ...more, stream: true })) chunks.push(chunk)
  return chunks
}

describe('openai, before hosts that speak as OpenAI does', () => {
  test.for(hosts)('reads a completion of %s, and a parameter that OpenAI does not know is passed over', async (host, { chaos }) => {
    const { choices } = await client(host).chat.completions.create(withTopK)
    expect(choices[0]).toMatchObject({ finish_reason: 'stop', message: { content: text } })
    expect(choices[0]!.message).not.toHaveProperty('refusal')
    expect(chaos.journal.calls[0]!.provider).toBe(host)
  })

  test.for([
    ['groq', 'reasoning'],
    ['deepseek', 'reasoning_content'],
    ['vllm', 'reasoning_content'],
  ] as const)('gets the reasoning of %s as %s, streaming and non-streaming', async ([host, field], { chaos }) => {
    const { choices } = await client(host).chat.completions.create({ ...asked, ...reasoning[host] })
    expect(choices[0]!.message).toMatchObject({ content: text, [field]: thought })
    const deltas = (await chunksOf(host, reasoning[host])).map((chunk) => chunk.choices[0]?.delta as Record<string, string> | undefined)
    expect(deltas.map((delta) => delta?.[field] ?? '').join('')).toBe(thought)
    expect(deltas.map((delta) => delta?.['content'] ?? '').join('')).toBe(text)
    expect(chaos.journal).toHaveCalled(2)
  })

  test('gets the usage of a stream in the form of each host', async ({ chaos }) => {
    const outputTokens = (): number => chaos.journal.calls.at(-1)!.usage!.outputTokens
    expect((await chunksOf('groq')).at(-1)).toMatchObject({ x_groq: { usage: { completion_tokens: outputTokens() } } })
    expect((await chunksOf('deepseek')).at(-1)).toMatchObject({
      choices: [{ finish_reason: 'stop' }],
      usage: { completion_tokens: outputTokens(), prompt_cache_hit_tokens: 0 },
    })
    expect((await chunksOf('vllm', { stream_options: { include_usage: true } })).at(-1)).toMatchObject({
      choices: [],
      usage: { completion_tokens: outputTokens() },
    })
    expect((await chunksOf('vllm')).some(({ usage }) => usage != null)).toBe(false)
  })

  test('gets limits from groq, and none from the others', async ({ chaos }) => {
    const limits = await Promise.all(
      hosts.map(async (host) => (await client(host).chat.completions.create(asked).withResponse()).response.headers),
    )
    expect(limits.map((headers) => headers.has('x-ratelimit-remaining-requests'))).toEqual([true, false, false])
    expect(chaos.journal).toHaveCalled(3)
  })

  test('vllm requires no key', async ({ chaos }) => {
    const completion = await client('vllm').chat.completions.create(asked, { headers: { authorization: null } })
    expect(completion.choices[0]!.message.content).toBe(text)
    expect(await errorOf(client('groq').chat.completions.create(asked, { headers: { authorization: null } }))).toMatchObject({
      status: 401,
    })
    expect(chaos.journal).toHaveCalled(2)
  })

  test('deepseek is reached with the version, and without', async ({ chaos }) => {
    const versioned = new OpenAI({ apiKey: 'test', baseURL: 'https://api.deepseek.com/v1' })
    expect((await versioned.chat.completions.create(asked)).choices[0]!.message.content).toBe(text)
    expect(chaos.journal.calls[0]!.provider).toBe('deepseek')
  })
})

describe('openai, disturbed before such hosts', () => {
  test('knows an empty purse of deepseek for what it is', async ({ chaos }) => {
    chaos.inject(paymentRequired())
    const error = await errorOf(client('deepseek').chat.completions.create(asked))
    expect(error).toMatchObject({ status: 402, type: 'unknown_error', code: 'invalid_request_error', message: '402 Insufficient Balance' })
  })

  test('gets the status as the code of an error of vllm, streaming and non-streaming', async ({ chaos }) => {
    chaos.inject(contextLengthExceeded({ window: 1 }).first(1), midStreamError({ afterDeltas: 1 }))
    expect(await errorOf(client('vllm').chat.completions.create(asked))).toMatchObject({ status: 400, code: 400, type: 'BadRequestError' })
    expect(await errorOf(chunksOf('vllm'))).toMatchObject({ code: 503, type: 'ServiceUnavailableError' })
  })

  test('is limited by groq in the words of groq', async ({ chaos }) => {
    chaos.inject(rateLimited({ retryAfter: '7s' }))
    const error = await errorOf(client('groq').chat.completions.create(asked))
    expect(error).toBeInstanceOf(OpenAI.RateLimitError)
    expect(error).toMatchObject({
      code: 'rate_limit_exceeded',
      message: expect.stringContaining('service tier `on_demand` on requests per minute (RPM)') as unknown,
    })
  })

  test.for(hosts)('knows a server error of %s for one', async (host, { chaos }) => {
    chaos.inject(serverError())
    expect(await errorOf(client(host).chat.completions.create(asked))).toBeInstanceOf(OpenAI.InternalServerError)
  })
})

describe('ai with @ai-sdk/openai-compatible', () => {
  test.for(hosts)('reads the reasoning of %s, streaming and non-streaming', async (host, { chaos }) => {
    const compatible = createOpenAICompatible({
      name: host,
      baseURL: homes[host],
      apiKey: 'test',
      transformRequestBody: (body) => ({ ...body, ...reasoning[host] }),
    })
    const asking = { model: compatible.chatModel('gpt-oss-120b'), prompt: 'Where is my parcel?' }
    expect(await generateText(asking)).toMatchObject({ text, reasoningText: thought })
    const streamed = streamText(asking)
    expect([await streamed.text, await streamed.reasoningText]).toEqual([text, thought])
    expect(chaos.journal).toHaveCalled(2)
  })
})

describe('openai()', () => {
  it('lists the flavors', () => {
    const flavor = 'grok' as OpenAIFlavor
    expect(() => openai({ flavor })).toThrow(BrownoutError)
    expect(() => openai({ flavor })).toThrow(
      /^openai\(\) got "grok" as its option "flavor": expected "openai", "groq", .* or "llama-cpp"\. Did you mean "groq"\?$/,
    )
  })

  it('is called by its flavor, unless it has a name', () => {
    expect(openai({ flavor: 'groq' })).toMatchObject({ name: 'groq', baseUrls: ['https://api.groq.com/openai/v1'] })
    expect(openai({ flavor: 'vllm', name: 'local', baseURL: 'http://gpu:9000/v1' })).toMatchObject({
      name: 'local',
      baseUrls: ['http://gpu:9000/v1'],
    })
  })
})
