import { HTTPClient, Mistral } from '@mistralai/mistralai'
import type { ChatCompletionRequest, ChatCompletionResponse, CompletionChunk } from '@mistralai/mistralai/models/components'
import { ConnectionError, HTTPValidationError, SDKError } from '@mistralai/mistralai/models/errors'
import { describe, expect } from 'vitest'
import {
  authenticationFailed,
  confidentlyWrong,
  connectionReset,
  contentFilter,
  contextLengthExceeded,
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
import { answers, mistral } from '../../src/index.ts'
import { withChaos } from '../../src/vitest/index.ts'

const text = 'Your parcel is in Ghent, and it comes on Thursday before noon.'
const test = withChaos({
  seed: 'tuesday',
  clientBehavior: 'ignore',
  providers: [mistral()],
  answers: answers.from((call) => {
    if (call.operation !== undefined) return undefined
    if (call.output !== undefined) return '{"city":"Ghent"}'
    if (call.reasoning) return { reasoning: 'They ask for a parcel.', text }
    const isAnswered = call.messages.at(-1)?.role === 'tool'
    return call.tools.length > 0 && !isAnswered ? { toolCalls: [{ name: 'track', arguments: { id: 7 } }] } : text
  }),
})

type Asked = Omit<ChatCompletionRequest, 'stream'>
const asked: Asked = { model: 'mistral-large-latest', messages: [{ role: 'user', content: 'Where is my parcel?' }] }
const tools = [{ type: 'function' as const, function: { name: 'track', parameters: { type: 'object' } } }]

/** A client, and what it was answered. */
function clientOf(): { readonly client: Mistral; readonly heard: Response[] } {
  const heard: Response[] = []
  const httpClient = new HTTPClient()
  httpClient.addHook('response', (response) => void heard.push(response))
  return { client: new Mistral({ apiKey: 'test', httpClient }), heard }
}

function ask(more: Partial<Asked> = {}): Promise<ChatCompletionResponse> {
  return clientOf().client.chat.complete({ ...asked, ...more })
}

/** The error that a call ends in. */
function errorOf(asked: Promise<unknown>): Promise<unknown> {
  return asked.then(
    () => undefined,
    (error: unknown) => error,
  )
}

async function read(
  more: Partial<Asked> = {},
  signal?: AbortSignal,
): Promise<{ chunks: CompletionChunk[]; pieces: string[]; error: unknown }> {
  const chunks: CompletionChunk[] = []
  const error = await errorOf(
    (async () => {
      const stream = await clientOf().client.chat.stream({ ...asked, ...more }, signal === undefined ? {} : { signal })
      for await (const { data } of stream) chunks.push(data)
    })(),
  )
  const pieces = chunks.flatMap(({ choices }) => (typeof choices[0]!.delta.content === 'string' ? choices[0]!.delta.content || [] : []))
  return { chunks, pieces, error }
}

describe('@mistralai/mistralai, undisturbed', () => {
  test('reads a completion, with its limits', async ({ chaos }) => {
    const { client, heard } = clientOf()
    const answer = await client.chat.complete(asked)
    expect(answer.choices[0]).toMatchObject({ finishReason: 'stop', message: { role: 'assistant', content: text } })
    expect(answer.usage.completionTokens).toBe(chaos.journal.calls[0]!.usage!.outputTokens)
    expect(heard[0]!.headers.get('mistral-correlation-id')).toMatch(/^[\da-f-]{36}$/)
    expect(Number(heard[0]!.headers.get('x-ratelimit-remaining-req-minute'))).toBeGreaterThan(0)
    expect(chaos.journal.calls).toMatchObject([{ provider: 'mistral', model: 'mistral-large-latest', received: text }])
  })

  test('reads a stream, whose last chunk holds the finish reason and the usage', async ({ chaos }) => {
    const { chunks, pieces } = await read()
    expect(pieces.join('')).toBe(text)
    expect(chunks.at(-1)).toMatchObject({
      choices: [{ finishReason: 'stop' }],
      usage: { completionTokens: chaos.journal.calls[0]!.usage!.outputTokens },
    })
  })

  test('calls a tool by an id of nine letters, and continues with its result', async ({ chaos }) => {
    const first = await ask({ tools })
    const { message, finishReason } = first.choices[0]!
    const [call] = message!.toolCalls!
    expect([finishReason, call!.function]).toEqual(['tool_calls', { name: 'track', arguments: '{"id":7}' }])
    expect(call!.id).toMatch(/^[a-zA-Z0-9]{9}$/)
    const second = await ask({
      tools,
      messages: [
        ...asked.messages,
        { role: 'assistant', content: '', toolCalls: message!.toolCalls! },
        { role: 'tool', toolCallId: call!.id!, name: 'track', content: 'In Ghent.' },
      ],
    })
    expect(second.choices[0]!.message!.content).toBe(text)
    expect(chaos.journal.calls[1]!.call.messages.at(-1)!.parts).toEqual([{ type: 'tool-result', id: call!.id, text: 'In Ghent.' }])
  })

  test('gets a streamed tool call in one piece', async ({ chaos }) => {
    const { chunks } = await read({ tools })
    expect(chunks.flatMap(({ choices }) => choices[0]!.delta.toolCalls ?? [])).toMatchObject([
      { index: 0, function: { name: 'track', arguments: '{"id":7}' } },
    ])
    expect(chunks.at(-1)!.choices[0]!.finishReason).toBe('tool_calls')
    expect(chaos.journal.calls[0]!.received).toBe('track({"id":7})')
  })

  test('gives structured output', async ({ chaos }) => {
    const responseFormat = { type: 'json_schema' as const, jsonSchema: { name: 'place', schemaDefinition: { type: 'object' } } }
    expect((await ask({ responseFormat })).choices[0]!.message!.content).toBe('{"city":"Ghent"}')
    expect(chaos.journal.calls[0]!.call.output).toEqual({ name: 'place', schema: { type: 'object' } })
  })

  test('thinks in chunks, streaming and non-streaming', async ({ chaos }) => {
    const thinking = [{ type: 'thinking', thinking: [{ type: 'text', text: 'They ask for a parcel.' }] }]
    const { choices } = await ask({ reasoningEffort: 'high' })
    expect(choices[0]!.message!.content).toMatchObject([...thinking, { type: 'text', text }])
    const { chunks, pieces } = await read({ promptMode: 'reasoning' })
    expect(chunks.find(({ choices }) => Array.isArray(choices[0]!.delta.content))!.choices[0]!.delta.content).toMatchObject([
      { type: 'thinking' },
    ])
    expect([pieces.join(''), chaos.journal.calls.length]).toEqual([text, 2])
  })

  test('returns vectors, as long as the model makes them or as the app requests', async ({ chaos }) => {
    const { embeddings } = clientOf().client
    const asked = { model: 'mistral-embed', inputs: ['a parcel', 'a heron'] }
    const { data, usage } = await embeddings.create(asked)
    expect(data.map(({ embedding }) => embedding?.length)).toEqual([1_024, 1_024])
    expect(usage.promptTokens).toBeGreaterThan(0)
    const shorter = await embeddings.create({ ...asked, inputs: 'a heron', outputDimension: 64 })
    expect(shorter.data[0]!.embedding).toHaveLength(64)
    expect(await errorOf(embeddings.create({ ...asked, inputs: [] }))).toBeInstanceOf(HTTPValidationError)
    expect(chaos.journal.calls.map(({ endpoint }) => endpoint)).toEqual(['embeddings', 'embeddings', 'embeddings'])
  })

  test('takes images and documents', async ({ chaos }) => {
    await ask({
      messages: [
        {
          role: 'user',
          content: [
            { type: 'text', text: 'What is it?' },
            { type: 'image_url', imageUrl: 'data:image/png;base64,AA==' },
            { type: 'document_url', documentUrl: 'https://example.com/a.pdf' },
          ],
        },
      ],
    })
    expect(chaos.journal.calls[0]!.call.messages[0]!.parts).toMatchObject([
      { type: 'text', text: 'What is it?' },
      { type: 'image', source: 'data:image/png;base64,AA==' },
      { type: 'file' },
    ])
  })
})

describe('@mistralai/mistralai, refused', () => {
  test('for a parameter that is out of its range, by the validation', async ({ chaos }) => {
    const error = await errorOf(ask({ temperature: 9 }))
    expect(error).toBeInstanceOf(HTTPValidationError)
    expect((error as HTTPValidationError).detail).toMatchObject([
      { type: 'less_than_equal', loc: ['body', 'temperature'], msg: 'Input should be less than or equal to 1.5', input: 9 },
    ])
    expect(chaos.journal.calls[0]!.status).toBe(422)
  })

  test('for an id of a tool call that another provider made', async ({ chaos }) => {
    const id = 'call_PTLP8xhu3uwZk4l3nlnrrJha'
    const error = await errorOf(
      ask({
        messages: [
          ...asked.messages,
          { role: 'assistant', toolCalls: [{ id, function: { name: 'track', arguments: '{}' } }] },
          { role: 'tool', toolCallId: id, content: 'In Ghent.' },
        ],
      }),
    )
    expect(error).toBeInstanceOf(SDKError)
    expect((error as SDKError).message).toContain(`Tool call id was ${id} but must be a-z, A-Z, 0-9, with a length of 9.`)
    expect(chaos.journal.calls[0]!.status).toBe(400)
  })

  test('for a conversation that ends with a message of the assistant', async ({ chaos }) => {
    const error = await errorOf(ask({ messages: [...asked.messages, { role: 'assistant', content: 'It is' }] }))
    expect((error as SDKError).message).toContain('Expected last role User or Tool')
    const { choices } = await ask({ messages: [...asked.messages, { role: 'assistant', content: 'It is', prefix: true }] })
    expect([choices[0]!.finishReason, chaos.journal.calls.length]).toEqual(['stop', 2])
  })
})

describe('@mistralai/mistralai, disturbed', () => {
  test.for([
    ['rate limit', rateLimited(), 429, 'rate_limited'],
    ['used-up quota', quotaExhausted(), 402, 'payment_required'],
    ['overload', overloaded(), 429, 'service_tier_capacity_exceeded'],
    ['server error', serverError(), 500, 'internal_server_error'],
    ['unreachable backend', serverError({ status: 503 }), 503, 'unreachable_backend'],
    ['wrong key', authenticationFailed(), 401, 'Unauthorized'],
    ['forbidden key', permissionDenied(), 403, 'forbidden'],
    ['model that is not there', modelNotFound(), 400, 'invalid_model'],
    ['prompt that is too long', contextLengthExceeded({ window: 1 }), 400, 'too large for model'],
  ] as const)('recognizes a %s, streaming and non-streaming', async ([, injection, status, words], { chaos }) => {
    chaos.inject(injection)
    for (const error of [await errorOf(ask()), (await read()).error]) {
      expect(error).toBeInstanceOf(SDKError)
      expect(error).toMatchObject({ statusCode: status, body: expect.stringContaining(words) as unknown })
    }
  })

  test('retries after the time in Retry-After, if it is configured to retry', async ({ chaos }) => {
    chaos.inject(rateLimited({ retryAfter: '20s' }).first(1))
    const start = Date.now()
    const backoff = { initialInterval: 100, maxInterval: 60_000, exponent: 1.5, maxElapsedTime: 60_000 }
    const { choices } = await clientOf().client.chat.complete(asked, { retries: { strategy: 'backoff', backoff } })
    expect(choices[0]!.message!.content).toBe(text)
    expect(Date.now() - start).toBe(20_000)
    expect(chaos.journal).toHaveRetried({ times: 1 })
  })

  test('gets a filtered answer as one that ended in an error', async ({ chaos }) => {
    chaos.inject(contentFilter())
    expect((await ask()).choices[0]!.finishReason).toBe('error')
    expect((await read()).chunks.at(-1)!.choices[0]!.finishReason).toBe('error')
  })

  test('receives exactly the given deltas of a truncated stream', async ({ chaos }) => {
    chaos.inject(truncatedStream({ afterDeltas: 5 }))
    const { pieces, error } = await read()
    expect([pieces.length, error]).toEqual([5, undefined])
  })

  test('throws for an error midway', async ({ chaos }) => {
    chaos.inject(midStreamError({ afterDeltas: 3 }))
    const { pieces, error } = await read()
    expect(pieces).toHaveLength(3)
    expect(error).toBeInstanceOf(Error)
  })

  test('reads through bytes that are split, and ends a stalled stream at its timeout', async ({ chaos }) => {
    chaos.inject(splitBytes().nth(1), stalledStream({ afterDeltas: 2, duration: '1h' }).nth(2))
    expect((await read()).pieces.join('')).toBe(text)
    expect((await read({}, AbortSignal.timeout(5_000))).pieces).toHaveLength(2)
    expect(chaos.journal.calls[1]!.ending).toBe('aborted')
  })

  test('throws its own error if every connection breaks', async ({ chaos }) => {
    chaos.inject(connectionReset())
    expect(await errorOf(ask())).toBeInstanceOf(ConnectionError)
  })

  test('cannot recognize a wrong answer', async ({ chaos }) => {
    chaos.inject(confidentlyWrong())
    expect((await ask()).choices[0]!.message!.content).not.toBe(text)
    expect(chaos.journal).not.toHaveReceivedTheTruth()
  })
})
