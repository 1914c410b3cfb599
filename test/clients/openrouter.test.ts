import { HTTPClient, OpenRouter } from '@openrouter/sdk'
import type { ChatRequest, ChatResult, ChatStreamChunk } from '@openrouter/sdk/models'
import * as errors from '@openrouter/sdk/models/errors'
import OpenAI from 'openai'
import { describe, expect } from 'vitest'
import { z } from 'zod'
import {
  authenticationFailed,
  confidentlyWrong,
  connectionReset,
  contextLengthExceeded,
  midStreamError,
  modelNotFound,
  overloaded,
  paymentRequired,
  permissionDenied,
  quotaExhausted,
  rateLimited,
  requestTimeout408,
  serverError,
  splitBytes,
  stalledStream,
  truncatedStream,
} from '../../faults/index.ts'
import { answers, defineFault, openrouter } from '../../src/index.ts'
import { withChaos } from '../../src/vitest/index.ts'
import { anyTraits } from '../engine/traits.ts'

const text = 'Your parcel is in Ghent, and it comes on Thursday before noon.'
const test = withChaos({
  seed: 'tuesday',
  clientBehavior: 'ignore',
  providers: [openrouter()],
  answers: answers.from((call) => {
    if (call.operation !== undefined) return undefined
    if (call.output !== undefined) return '{"city":"Ghent"}'
    if (call.reasoning) return { reasoning: 'They ask for a parcel.', text }
    return call.tools.length > 0 ? { text: 'I look it up.', toolCalls: [{ name: 'track', arguments: { id: 7 }, id: 'call_1' }] } : text
  }),
})

/** A gateway that has nothing to send before the answer begins, and sends comments. */
const pinged = defineFault({
  name: 'pinged',
  summary: 'comments come before each piece of the answer',
  ...anyTraits,
  sources: ['https://openrouter.ai/docs/api-reference/streaming'],
  breaks: [],
  parameters: z.object({}),
  *deliver(beats) {
    for (const beat of beats) {
      if (beat.type === 'delta') yield { type: 'ping' }
      yield beat
    }
  },
})

const asked: ChatRequest = { model: 'anthropic/claude-sonnet-5', messages: [{ role: 'user', content: 'Where is my parcel?' }] }
const tools = [{ type: 'function' as const, function: { name: 'track', parameters: { type: 'object' } } }]

/** What the client was answered, header by header. */
function clientOf(): { readonly client: OpenRouter; readonly heard: Response[] } {
  const heard: Response[] = []
  const httpClient = new HTTPClient()
  httpClient.addHook('response', (response) => void heard.push(response))
  return { client: new OpenRouter({ apiKey: 'test', retryConfig: { strategy: 'none' }, httpClient }), heard }
}

async function ask(more: Partial<ChatRequest> = {}): Promise<ChatResult> {
  const answer = await clientOf().client.chat.send({ chatRequest: { ...asked, ...more, stream: false } })
  if (!('choices' in answer)) throw new Error('a stream, where none was asked for')
  return answer
}

/** The error that a call ends in. */
function errorOf(asked: Promise<unknown>): Promise<unknown> {
  return asked.then(
    () => undefined,
    (error: unknown) => error,
  )
}

async function read(
  more: Partial<ChatRequest> = {},
  signal?: AbortSignal,
): Promise<{ chunks: ChatStreamChunk[]; pieces: string[]; error: unknown }> {
  const chunks: ChatStreamChunk[] = []
  const error = await errorOf(
    (async () => {
      const options = signal === undefined ? {} : { signal }
      const stream = await clientOf().client.chat.send({ chatRequest: { ...asked, ...more, stream: true } }, options)
      if ('choices' in stream) throw new Error('no stream, where one was asked for')
      for await (const chunk of stream) chunks.push(chunk)
    })(),
  )
  return { chunks, pieces: chunks.flatMap(({ choices }) => choices[0]?.delta.content || []), error }
}

describe('@openrouter/sdk, undisturbed', () => {
  test('reads a completion, with who answered and what it cost', async ({ chaos }) => {
    const { client, heard } = clientOf()
    const answer = (await client.chat.send({ chatRequest: { ...asked, stream: false } })) as ChatResult
    expect(answer.choices[0]).toMatchObject({ finishReason: 'stop', message: { role: 'assistant', content: text } })
    expect(answer.usage!.cost).toBeGreaterThan(0)
    expect(answer.id).toMatch(/^gen-\d{10}-[\dA-Za-z]{20}$/)
    expect(heard[0]!.headers.get('x-generation-id')).toBe(answer.id)
    expect(chaos.journal.calls).toMatchObject([{ provider: 'openrouter', model: 'anthropic/claude-sonnet-5', received: text }])
  })

  test('reads a stream, which ends with the usage', async ({ chaos }) => {
    const { chunks, pieces } = await read()
    expect(pieces.join('')).toBe(text)
    expect(chunks.at(-1)).toMatchObject({
      choices: [{ delta: { content: '' }, finishReason: null }],
      usage: { completionTokens: chaos.journal.calls[0]!.usage!.outputTokens },
    })
  })

  test('names the provider that answered, and its reason to stop, on the wire', async ({ chaos }) => {
    const openai = new OpenAI({ apiKey: 'test', baseURL: 'https://openrouter.ai/api/v1', maxRetries: 0 })
    const { model, messages } = asked as { model: string; messages: [{ role: 'user'; content: string }] }
    const completion = await openai.chat.completions.create({ model, messages })
    expect(completion).toMatchObject({ provider: 'Anthropic', choices: [{ finish_reason: 'stop', native_finish_reason: 'end_turn' }] })
    let received = ''
    for await (const { choices } of await openai.chat.completions.create({ model, messages, stream: true }))
      received += choices[0]?.delta.content ?? ''
    expect([received, chaos.journal.calls.length]).toEqual([text, 2])
  })

  test('calls a tool, streaming and non-streaming', async ({ chaos }) => {
    const { choices } = await ask({ tools })
    expect(choices[0]).toMatchObject({
      finishReason: 'tool_calls',
      message: { content: 'I look it up.', toolCalls: [{ id: 'call_1', function: { name: 'track', arguments: '{"id":7}' } }] },
    })
    const { chunks } = await read({ tools })
    const pieces = chunks.flatMap((chunk) => chunk.choices[0]?.delta.toolCalls ?? [])
    expect(pieces[0]).toMatchObject({ index: 0, id: 'call_1', function: { name: 'track' } })
    expect(pieces.map((piece) => piece.function?.arguments).join('')).toBe('{"id":7}')
    expect(chaos.journal).toHaveCalled(2)
  })

  test('gives structured output', async ({ chaos }) => {
    const { choices } = await ask({ responseFormat: { type: 'json_schema', jsonSchema: { name: 'place', schema: { type: 'object' } } } })
    expect(choices[0]!.message.content).toBe('{"city":"Ghent"}')
    expect(chaos.journal).toHaveCalled(1)
  })

  test('gives vectors', async ({ chaos }) => {
    const vectors = await clientOf().client.embeddings.generate({
      requestBody: { model: 'openai/text-embedding-3-small', input: ['a parcel', 'a heron'], dimensions: 64 },
    })
    expect(typeof vectors === 'string' ? [] : vectors.data.map(({ embedding }) => embedding.length)).toEqual([64, 64])
    expect(chaos.journal.calls[0]!.endpoint).toBe('embeddings')
  })

  test('shows reasoning on request, streaming and non-streaming', async ({ chaos }) => {
    const { choices } = await ask({ reasoning: { effort: 'low' } })
    expect(choices[0]!.message).toMatchObject({
      content: text,
      reasoning: 'They ask for a parcel.',
      reasoningDetails: [{ type: 'reasoning.text', text: 'They ask for a parcel.' }],
    })
    const { chunks } = await read({ reasoning: { effort: 'low' } })
    expect(chunks.map((chunk) => chunk.choices[0]?.delta.reasoning ?? '').join('')).toBe('They ask for a parcel.')
    expect(chaos.journal.calls.map(({ received }) => received)).toEqual([text, text])
  })
})

describe('@openrouter/sdk, disturbed', () => {
  test.for([
    ['rate limit', rateLimited(), errors.TooManyRequestsResponseError, 429, 'rate_limit_exceeded'],
    ['account without credits', paymentRequired(), errors.PaymentRequiredResponseError, 402, 'payment_required'],
    ['key without credits', quotaExhausted(), errors.PaymentRequiredResponseError, 402, 'payment_required'],
    ['overload', overloaded(), errors.ProviderOverloadedResponseError, 529, 'provider_overloaded'],
    ['server error', serverError(), errors.InternalServerResponseError, 500, 'server'],
    ['bad gateway', serverError({ status: 502 }), errors.BadGatewayResponseError, 502, 'provider_unavailable'],
    ['lack of providers', serverError({ status: 503 }), errors.ServiceUnavailableResponseError, 503, 'provider_unavailable'],
    ['wrong key', authenticationFailed(), errors.UnauthorizedResponseError, 401, 'authentication'],
    ['forbidden key', permissionDenied(), errors.ForbiddenResponseError, 403, 'permission_denied'],
    ['model that is not there', modelNotFound(), errors.NotFoundResponseError, 404, 'not_found'],
    ['request that takes too long', requestTimeout408(), errors.RequestTimeoutResponseError, 408, 'timeout'],
    ['prompt that is too long', contextLengthExceeded({ window: 1 }), errors.BadRequestResponseError, 400, 'context_length_exceeded'],
  ] as const)('recognizes a %s, streaming and non-streaming', async ([, injection, kind, status, type], { chaos }) => {
    chaos.inject(injection)
    for (const error of [await errorOf(ask()), (await read()).error]) {
      expect(error).toBeInstanceOf(kind)
      expect(error).toMatchObject({ statusCode: status, error: { code: status, metadata: { error_type: type } } })
    }
  })

  test('gets the provider that limits it, the reset time, and the time to wait', async ({ chaos }) => {
    chaos.inject(rateLimited({ retryAfter: '20s' }))
    const error = (await errorOf(ask())) as errors.TooManyRequestsResponseError
    expect(error.error).toMatchObject({
      message: 'Provider returned error',
      metadata: { provider_name: 'Anthropic', raw: expect.stringContaining('temporarily rate-limited upstream') as unknown },
    })
    expect(error.headers.get('retry-after')).toBe('20')
    expect(Number(error.headers.get('x-ratelimit-reset'))).toBeGreaterThan(Date.now())
  })

  test('gets an error that names the wrong parameter', async ({ chaos }) => {
    const error = await errorOf(ask({ temperature: 9 }))
    expect(error).toBeInstanceOf(errors.BadRequestResponseError)
    expect((error as Error).message).toContain('temperature')
    expect(chaos.journal.calls[0]!.status).toBe(400)
  })

  test('hears of an error midway by a chunk that holds it, which is read as any other', async ({ chaos }) => {
    chaos.inject(midStreamError({ afterDeltas: 3 }))
    const { chunks, pieces, error } = await read()
    expect([pieces.length, error]).toEqual([3, undefined])
    expect(chunks.at(-1)).toMatchObject({
      error: { code: 529, message: 'Provider returned error', metadata: { errorType: 'provider_overloaded' } },
      choices: [{ finishReason: 'error' }],
    })
    const openai = new OpenAI({ apiKey: 'test', baseURL: 'https://openrouter.ai/api/v1', maxRetries: 0, logLevel: 'off' })
    const stream = await openai.chat.completions.create({
      model: 'openai/gpt-4o',
      messages: [{ role: 'user', content: 'Hello?' }],
      stream: true,
    })
    const thrown = errorOf(
      (async () => {
        for await (const _ of stream);
      })(),
    )
    expect(await thrown).toBeInstanceOf(OpenAI.APIError)
  })

  test('is promised success, and gets an error midway of an answer in one body', async ({ chaos }) => {
    chaos.inject(midStreamError({ afterDeltas: 3 }))
    const answer = await new OpenAI({ apiKey: 'test', baseURL: 'https://openrouter.ai/api/v1', maxRetries: 0 }).chat.completions.create({
      model: 'openai/gpt-4o',
      messages: [{ role: 'user', content: 'Hello?' }],
    })
    expect(answer).toMatchObject({ error: { code: 529, metadata: { error_type: 'provider_overloaded' } } })
    expect(answer.choices).toBeUndefined()
    expect(chaos.journal.calls[0]).toMatchObject({ status: 200, ending: 'refused', problem: { kind: 'overloaded' } })
  })

  test('reads past the comments that keep the connection open, and bytes that are split', async ({ chaos }) => {
    chaos.inject(pinged().nth(1), splitBytes().nth(2))
    expect((await read()).pieces.join('')).toBe(text)
    expect((await read()).pieces.join('')).toBe(text)
    expect(chaos.journal).toHaveCalled(2)
  })

  test('receives exactly the given deltas of a truncated stream', async ({ chaos }) => {
    chaos.inject(truncatedStream({ afterDeltas: 5 }))
    const { pieces, error } = await read()
    expect([pieces.length, error]).toEqual([5, undefined])
  })

  test('ends a stalled stream at its timeout', async ({ chaos }) => {
    chaos.inject(stalledStream({ afterDeltas: 2, duration: '1h' }))
    expect((await read({}, AbortSignal.timeout(5_000))).pieces).toHaveLength(2)
    expect(chaos.journal.calls[0]!.ending).toBe('aborted')
  })

  test('throws its own error if every connection breaks', async ({ chaos }) => {
    chaos.inject(connectionReset())
    expect(await errorOf(ask())).toBeInstanceOf(errors.ConnectionError)
  })

  test('cannot recognize a wrong answer', async ({ chaos }) => {
    chaos.inject(confidentlyWrong())
    expect((await ask()).choices[0]!.message.content).not.toBe(text)
    expect(chaos.journal).not.toHaveReceivedTheTruth()
  })
})

describe('the Responses of OpenRouter', () => {
  const client = (): OpenAI => new OpenAI({ apiKey: 'test', baseURL: 'https://openrouter.ai/api/v1', maxRetries: 0 })
  const input = { model: 'openai/gpt-4o', input: 'Where is my parcel?' }

  test('are read by the SDK of OpenAI', async ({ chaos }) => {
    expect((await client().responses.create(input)).output_text).toBe(text)
    expect(chaos.journal.calls).toMatchObject([{ endpoint: 'responses', ending: 'complete' }])
  })

  test('are streamed', async ({ chaos }) => {
    let said = ''
    for await (const event of await client().responses.create({ ...input, stream: true }))
      if (event.type === 'response.output_text.delta') said += event.delta
    expect(said).toBe(text)
    expect(chaos.journal.calls).toMatchObject([{ endpoint: 'responses', stream: true }])
  })
})

describe('an upstream that fails within a stream', () => {
  test('is a 502 in the words of OpenRouter', async ({ chaos }) => {
    chaos.inject(midStreamError({ afterDeltas: 1, kind: 'bad-gateway' }))
    const response = await fetch('https://openrouter.ai/api/v1/chat/completions', {
      method: 'POST',
      headers: { authorization: 'Bearer test' },
      body: JSON.stringify({ ...asked, stream: true }),
    })
    const event = (await response.text()).trim().split('\n\n').at(-1)!.replace('data: ', '')
    expect(JSON.parse(event)).toMatchObject({
      error: { code: 502, metadata: { error_type: 'provider_unavailable' } },
      choices: [{ finish_reason: 'error' }],
    })
  })
})

test('a list of models without a model calls the first of them', async ({ chaos }) => {
  const response = await fetch('https://openrouter.ai/api/v1/chat/completions', {
    method: 'POST',
    headers: { authorization: 'Bearer test', 'content-type': 'application/json' },
    body: JSON.stringify({ models: ['openai/gpt-4o', 'mistralai/mistral-large'], messages: [{ role: 'user', content: 'Where?' }] }),
  })
  expect(await response.json()).toMatchObject({ model: 'openai/gpt-4o', provider: 'OpenAI' })
  expect(chaos.journal.calls).toMatchObject([{ call: { model: 'openai/gpt-4o' } }])
})
