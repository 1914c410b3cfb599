import OpenAI, { AzureOpenAI } from 'openai'
import { zodResponseFormat } from 'openai/helpers/zod'
import { describe, expect } from 'vitest'
import { z } from 'zod'
import {
  authenticationFailed,
  confidentlyWrong,
  connectionReset,
  contentFilter,
  malformedEvent,
  midStreamError,
  modelNotFound,
  overloaded,
  permissionDenied,
  quotaExhausted,
  rateLimited,
  serverError,
  splitBytes,
  stalledStream,
  truncatedStream,
} from '../../faults/index.ts'
import { answers, azure, defineFault } from '../../src/index.ts'
import { withChaos } from '../../src/vitest/index.ts'
import { anyTraits } from '../engine/traits.ts'

const text = 'Your parcel is in Ghent, and it comes on Thursday before noon.'
const place = z.object({ city: z.string() })
const test = withChaos({
  seed: 'tuesday',
  clientBehavior: 'ignore',
  providers: [azure(), azure({ name: 'gateway', baseURL: 'https://ai.example.com/parcels' })],
  answers: answers.from((call) => {
    if (call.operation !== undefined) return undefined
    if (call.output !== undefined) return '{"city":"Ghent"}'
    return call.tools.length > 0 ? { text: 'I look it up.', toolCalls: [{ name: 'track', arguments: { id: 7 }, id: 'call_1' }] } : text
  }),
})

/** The way Azure's filter refuses a prompt. */
const blockedPrompt = defineFault({
  name: 'blocked-prompt',
  summary: 'the content filter refuses the prompt',
  ...anyTraits,
  sources: ['https://learn.microsoft.com/en-us/azure/ai-services/openai/concepts/content-filter'],
  breaks: [],
  parameters: z.object({}),
  admit: () => ({ kind: 'bad-request', code: 'content_filter', parameter: 'prompt' }),
})

const apiVersion = '2024-10-21'
const endpoint = 'https://parcels.openai.azure.com'
const chat = { model: 'my-gpt', messages: [{ role: 'user' as const, content: 'Where is my parcel?' }] }
const tools = [{ type: 'function' as const, function: { name: 'track', parameters: { type: 'object' } } }]
const client = (maxRetries = 0): AzureOpenAI => new AzureOpenAI({ apiKey: 'test', apiVersion, endpoint, maxRetries, logLevel: 'off' })
const withToken = (): AzureOpenAI =>
  new AzureOpenAI({ azureADTokenProvider: () => Promise.resolve('token'), apiVersion, endpoint, deployment: 'my-other-gpt', maxRetries: 0 })
const v1 = (host = 'parcels.openai.azure.com'): OpenAI =>
  new OpenAI({ apiKey: 'test', baseURL: `https://${host}/openai/v1`, maxRetries: 0, logLevel: 'off' })

/** The error that a call ends in. */
function errorOf(asked: Promise<unknown>): Promise<unknown> {
  return asked.then(
    () => undefined,
    (error: unknown) => error,
  )
}

async function read(
  asking: { signal?: AbortSignal } = {},
): Promise<{ pieces: string[]; error: unknown; chunks: OpenAI.ChatCompletionChunk[] }> {
  const pieces: string[] = []
  const chunks: OpenAI.ChatCompletionChunk[] = []
  const error = await errorOf(
    (async () => {
      for await (const chunk of await client().chat.completions.create({ ...chat, stream: true }, asking)) {
        chunks.push(chunk)
        if (chunk.choices[0]?.delta.content) pieces.push(chunk.choices[0].delta.content)
      }
    })(),
  )
  return { pieces, error, chunks }
}

describe('AzureOpenAI, undisturbed', () => {
  test('reads a completion of a deployment, with what the filter found, its region and its limits', async ({ chaos }) => {
    const { data, response } = await client().chat.completions.create(chat).withResponse()
    expect(data.choices[0]).toMatchObject({
      finish_reason: 'stop',
      message: { content: text },
      content_filter_results: { hate: { filtered: false, severity: 'safe' } },
    })
    expect(data).toMatchObject({ prompt_filter_results: [{ prompt_index: 0, content_filter_results: { jailbreak: { detected: false } } }] })
    expect(response.headers.get('apim-request-id')).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
    expect(response.headers.get('x-ms-region')).toBe('Sweden Central')
    expect(Number(response.headers.get('x-ratelimit-remaining-tokens'))).toBeGreaterThan(0)
    expect(chaos.journal.calls).toMatchObject([{ provider: 'azure', endpoint: 'chat.completions', model: 'my-gpt', received: text }])
  })

  test('reads a stream that begins with what the filter found in the prompt', async ({ chaos }) => {
    const { pieces, chunks } = await read()
    expect(chunks[0]).toMatchObject({ id: '', choices: [], prompt_filter_results: [{ prompt_index: 0 }] })
    expect(chunks[2]!.choices[0]).toMatchObject({ content_filter_results: { violence: { filtered: false } } })
    expect([pieces.join(''), chaos.journal.calls[0]!.ending]).toEqual([text, 'complete'])
  })

  test('is known by a token, and by the deployment of the client', async ({ chaos }) => {
    expect((await withToken().chat.completions.create(chat)).choices[0]!.message.content).toBe(text)
    expect(chaos.journal.calls[0]!.model).toBe('my-other-gpt')
  })

  test('calls a tool, streaming and non-streaming', async ({ chaos }) => {
    const track = [{ id: 'call_1', function: { name: 'track', arguments: '{"id":7}' } }]
    const whole = await client().chat.completions.create({ ...chat, tools })
    expect(whole.choices[0]).toMatchObject({ finish_reason: 'tool_calls', message: { content: 'I look it up.', tool_calls: track } })
    const streamed = await client()
      .chat.completions.stream({ ...chat, tools })
      .finalChatCompletion()
    expect(streamed.choices[0]).toMatchObject({ finish_reason: 'tool_calls', message: { content: 'I look it up.', tool_calls: track } })
    expect(chaos.journal).toHaveCalled(2)
  })

  test('parses structured output', async ({ chaos }) => {
    const { choices } = await client().chat.completions.parse({ ...chat, response_format: zodResponseFormat(place, 'place') })
    expect(choices[0]!.message.parsed).toEqual({ city: 'Ghent' })
    expect(chaos.journal).toHaveCalled(1)
  })

  test('answers Responses, with a version and by the v1 path', async ({ chaos }) => {
    const asked = { model: 'my-gpt', input: 'Where is my parcel?' }
    expect((await client().responses.create(asked)).output_text).toBe(text)
    expect((await v1().responses.stream(asked).finalResponse()).output_text).toBe(text)
    expect(chaos.journal.calls.map(({ endpoint }) => endpoint)).toEqual(['responses', 'responses'])
  })

  test('gives vectors of a deployment, and by the v1 path', async ({ chaos }) => {
    const asked = { model: 'my-vectors', input: ['a parcel', 'a heron'], dimensions: 64 }
    for (const vectors of [await client().embeddings.create(asked), await v1().embeddings.create(asked)])
      expect(vectors.data.map(({ embedding }) => embedding.length)).toEqual([64, 64])
    expect(chaos.journal.calls).toMatchObject([{ endpoint: 'embeddings', model: 'my-vectors' }, { endpoint: 'embeddings' }])
  })

  test.for(['parcels.openai.azure.com', 'parcels.services.ai.azure.com', 'parcels.cognitiveservices.azure.com'])(
    'is reached by the v1 path at %s',
    async (host, { chaos }) => {
      expect((await v1(host).chat.completions.create(chat)).choices[0]!.message.content).toBe(text)
      expect(chaos.journal.calls[0]!.call.host).toBe(host)
    },
  )

  test('is reached at a gateway before it', async ({ chaos }) => {
    const gateway = new AzureOpenAI({ apiKey: 'test', apiVersion, endpoint: 'https://ai.example.com/parcels' })
    expect((await gateway.chat.completions.create(chat)).choices[0]!.message.content).toBe(text)
    expect(chaos.journal.calls[0]!.provider).toBe('gateway')
  })
})

describe('AzureOpenAI, refused', () => {
  test('for want of a key', async ({ chaos }) => {
    const error = await errorOf(client().chat.completions.create(chat, { headers: { 'api-key': null } }))
    expect(error).toBeInstanceOf(OpenAI.AuthenticationError)
    expect(error).toMatchObject({ status: 401, code: '401' })
    expect(chaos.journal).toHaveCalled(1)
  })

  test('for want of a version', async ({ chaos }) => {
    const plain = new OpenAI({ apiKey: 'test', baseURL: `${endpoint}/openai/deployments/my-gpt`, maxRetries: 0 })
    const error = await errorOf(plain.chat.completions.create(chat))
    expect(error).toBeInstanceOf(OpenAI.NotFoundError)
    expect((error as Error).message).toBe('404 Resource not found')
    expect(chaos.journal).toHaveCalled(1)
  })

  test('for a request that the model behind it does not take, in the words of OpenAI', async ({ chaos }) => {
    const error = await errorOf(client().chat.completions.create({ ...chat, temperature: 9 }))
    expect(error).toBeInstanceOf(OpenAI.BadRequestError)
    expect(error).toMatchObject({ param: 'temperature', type: 'invalid_request_error' })
    expect(chaos.journal).toHaveCalled(1)
  })

  test('by the content filter, for its prompt', async ({ chaos }) => {
    chaos.inject(blockedPrompt())
    const error = await errorOf(client().chat.completions.create(chat))
    expect(error).toBeInstanceOf(OpenAI.BadRequestError)
    expect(error).toMatchObject({
      code: 'content_filter',
      param: 'prompt',
      error: { innererror: { code: 'ResponsibleAIPolicyViolation', content_filter_result: { violence: { filtered: true } } } },
    })
  })
})

describe('AzureOpenAI, disturbed', () => {
  test.for([
    ['rate limit', rateLimited(), OpenAI.RateLimitError, 429, '429'],
    ['empty quota', quotaExhausted(), OpenAI.RateLimitError, 429, '429'],
    ['overload', overloaded(), OpenAI.RateLimitError, 429, 'no_capacity'],
    ['server error', serverError(), OpenAI.InternalServerError, 500, 'InternalServerError'],
    ['missing deployment', modelNotFound(), OpenAI.NotFoundError, 404, 'DeploymentNotFound'],
    ['wrong key', authenticationFailed(), OpenAI.AuthenticationError, 401, '401'],
    ['forbidden key', permissionDenied(), OpenAI.PermissionDeniedError, 403, 'AuthenticationTypeDisabled'],
  ] as const)('knows a %s for what it is', async ([, injection, kind, status, code], { chaos }) => {
    chaos.inject(injection)
    for (const asked of [client().chat.completions.create(chat), v1().responses.create({ model: 'my-gpt', input: 'Hello?' })]) {
      const error = await errorOf(asked)
      expect(error).toBeInstanceOf(kind)
      expect(error).toMatchObject({ status, code, requestID: expect.stringMatching(/^[\da-f-]{36}$/) as unknown })
    }
  })

  test('retries after the given time, in seconds and in milliseconds', async ({ chaos }) => {
    chaos.inject(rateLimited({ retryAfter: '6s' }).first(2))
    const start = Date.now()
    const error = await errorOf(client().chat.completions.create(chat))
    expect((error as Error).message).toBe(
      '429 Requests to the ChatCompletions_Create Operation under Azure OpenAI API version 2024-10-21 have exceeded call rate limit of your current OpenAI S0 pricing tier. Please retry after 6 seconds. Please go here: https://aka.ms/oai/quotaincrease if you would like to further increase the default rate limit.',
    )
    const { headers } = error as InstanceType<typeof OpenAI.RateLimitError>
    expect([headers.get('retry-after'), headers.get('retry-after-ms')]).toEqual(['6', '6000'])
    expect((await client(1).chat.completions.create(chat)).choices[0]!.message.content).toBe(text)
    expect(Date.now() - start).toBe(6_000)
  })

  test('gets a mark that the filter stopped the answer', async ({ chaos }) => {
    chaos.inject(contentFilter())
    const { choices } = await client().chat.completions.create(chat)
    expect(choices[0]).toMatchObject({ finish_reason: 'content_filter', content_filter_results: { violence: { filtered: true } } })
    const { chunks } = await read()
    expect(chunks.at(-1)!.choices[0]).toMatchObject({
      finish_reason: 'content_filter',
      content_filter_results: { violence: { filtered: true, severity: 'medium' } },
    })
  })

  test('receives exactly the given deltas of a truncated stream', async ({ chaos }) => {
    chaos.inject(truncatedStream({ afterDeltas: 5 }))
    const { pieces, error } = await read()
    expect([pieces.length, error]).toEqual([5, undefined])
  })

  test('throws its own error for an error midway, or an event that is not JSON', async ({ chaos }) => {
    chaos.inject(midStreamError({ afterDeltas: 3 }).nth(1), malformedEvent().nth(2))
    const reported = await read()
    expect(reported.pieces).toHaveLength(3)
    expect(reported.error).toBeInstanceOf(OpenAI.APIError)
    expect((await read()).error).toBeInstanceOf(SyntaxError)
  })

  test('reads through bytes that are split, and ends a stalled stream at its timeout', async ({ chaos }) => {
    chaos.inject(splitBytes().nth(1), stalledStream({ afterDeltas: 2, duration: '1h' }).nth(2))
    expect((await read()).pieces.join('')).toBe(text)
    expect((await read({ signal: AbortSignal.timeout(5_000) })).pieces).toHaveLength(2)
    expect(chaos.journal.calls[1]!.ending).toBe('aborted')
  })

  test('throws its own error if every connection breaks', async ({ chaos }) => {
    chaos.inject(connectionReset())
    expect(await errorOf(client().chat.completions.create(chat))).toBeInstanceOf(OpenAI.APIConnectionError)
  })

  test('cannot recognize a wrong answer', async ({ chaos }) => {
    chaos.inject(confidentlyWrong())
    expect((await client().chat.completions.create(chat)).choices[0]!.message.content).not.toBe(text)
    expect(chaos.journal).not.toHaveReceivedTheTruth()
  })
})
