import { Cohere, CohereClientV2, CohereError } from 'cohere-ai'
import { describe, expect } from 'vitest'
import {
  authenticationFailed,
  connectionReset,
  paymentRequired,
  midStreamError,
  vectorsMissing,
  modelNotFound,
  overloaded,
  permissionDenied,
  quotaExhausted,
  rateLimited,
  serverError,
  slowFirstToken,
  truncatedStream,
  wrongDimensions,
} from '../../faults/index.ts'
import { answers, cohere } from '../../src/index.ts'
import { withChaos } from '../../src/vitest/index.ts'

const text = 'Your parcel is in Ghent, and it comes on Thursday before noon.'
const test = withChaos({
  seed: 'tuesday',
  clientBehavior: 'ignore',
  providers: [cohere()],
  answers: answers.from((call) => {
    if (call.output !== undefined) return '{"city":"Ghent"}'
    if (call.reasoning) return { reasoning: 'The parcel left Lyon.', text }
    const isAnswered = call.messages.at(-1)?.role === 'tool'
    return call.tools.length > 0 && !isAnswered
      ? { text: 'I look it up.', toolCalls: [{ name: 'track', arguments: { id: 7 }, id: 'track_1' }] }
      : text
  }),
})

const chat = { model: 'command-a-03-2025', messages: [{ role: 'user' as const, content: 'Where is my parcel?' }] }
const parameters = { type: 'object', properties: { id: { type: 'integer' } }, required: ['id'] }
const tools = [{ type: 'function' as const, function: { name: 'track', description: 'Where a parcel is', parameters } }]
const client = (options: ConstructorParameters<typeof CohereClientV2>[0] = {}): CohereClientV2 =>
  new CohereClientV2({ token: 'test', maxRetries: 0, ...options })

function errorOf(asked: Promise<unknown>): Promise<unknown> {
  return asked.then(
    () => undefined,
    (error: unknown) => error,
  )
}

async function read(ask: object = {}): Promise<{ events: Cohere.V2ChatStreamResponse[]; text: string; error: unknown }> {
  const events: Cohere.V2ChatStreamResponse[] = []
  const error = await errorOf(
    (async () => {
      for await (const event of await client().chatStream({ ...chat, ...ask })) events.push(event)
    })(),
  )
  const pieces = events.map((event) => (event.type === 'content-delta' ? (event.delta?.message?.content?.text ?? '') : ''))
  return { events, text: pieces.join(''), error }
}

/** The kinds of the events, each stretch of equal ones in one. */
function shapeOf(events: readonly Cohere.V2ChatStreamResponse[]): string[] {
  return events.map(({ type }) => type).filter((type, index, types) => type !== types[index - 1])
}

describe('cohere, undisturbed', () => {
  test('reads an answer, with its tokens', async ({ chaos }) => {
    const answer: Cohere.V2ChatResponse = await client().chat(chat)
    const { inputTokens, outputTokens } = chaos.journal.calls[0]!.usage!
    expect(answer).toMatchObject({
      finishReason: 'COMPLETE',
      message: { role: 'assistant', content: [{ type: 'text', text }] },
      usage: { billedUnits: { inputTokens, outputTokens }, tokens: { inputTokens, outputTokens } },
    })
    expect(answer.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(chaos.journal.calls).toMatchObject([
      { provider: 'cohere', endpoint: 'chat', model: chat.model, received: text, truth: text, ending: 'complete' },
    ])
  })

  test('reads a stream', async ({ chaos }) => {
    const { events, text: told, error } = await read()
    expect([told, error]).toEqual([text, undefined])
    expect(shapeOf(events)).toEqual(['message-start', 'content-start', 'content-delta', 'content-end', 'message-end'])
    expect(events.at(-1)).toMatchObject({
      delta: { finishReason: 'COMPLETE', usage: { tokens: { outputTokens: chaos.journal.calls[0]!.usage!.outputTokens } } },
    })
    expect(chaos.journal.calls[0]).toMatchObject({ received: text, ending: 'complete' })
  })

  test('calls a tool, and continues with its result', async ({ chaos }) => {
    const { message, finishReason } = await client().chat({ ...chat, tools })
    expect(finishReason).toBe('TOOL_CALL')
    expect(message).toMatchObject({
      toolPlan: 'I look it up.',
      toolCalls: [{ id: 'track_1', type: 'function', function: { name: 'track', arguments: '{"id":7}' } }],
    })
    const document = { type: 'document' as const, document: { data: { place: 'Ghent' } } }
    const messages = [...chat.messages, message, { role: 'tool' as const, toolCallId: 'track_1', content: [document] }]
    expect((await client().chat({ ...chat, messages, tools })).message.content).toEqual([{ type: 'text', text }])
    expect(chaos.journal.calls[1]!.call.messages.slice(1)).toEqual([
      {
        role: 'assistant',
        parts: [
          { type: 'text', text: 'I look it up.' },
          { type: 'tool-call', id: 'track_1', name: 'track', arguments: '{"id":7}' },
        ],
      },
      { role: 'tool', parts: [{ type: 'tool-result', id: 'track_1', text: '{"place":"Ghent"}' }] },
    ])
  })

  test('streams the plan, and the call', async ({ chaos }) => {
    const { events } = await read({ tools })
    expect(shapeOf(events)).toEqual([
      'message-start',
      'tool-plan-delta',
      'tool-call-start',
      'tool-call-delta',
      'tool-call-end',
      'message-end',
    ])
    const given = events.map((event) => (event.type === 'tool-call-delta' ? event.delta?.message?.toolCalls?.function?.arguments : ''))
    expect(given.join('')).toBe('{"id":7}')
    expect(chaos.journal.calls[0]!.received).toBe('I look it up.\ntrack({"id":7})')
  })

  test('must call a tool, or must not', async ({ chaos }) => {
    await client().chat({ ...chat, tools, toolChoice: 'REQUIRED' })
    await client().chat({ ...chat, tools, toolChoice: 'NONE' })
    await client().chat({ ...chat, tools })
    expect(chaos.journal.calls.map(({ call }) => call.toolChoice)).toEqual(['required', 'none', 'auto'])
  })

  test('answers in JSON, of a schema and without one', async ({ chaos }) => {
    for (const jsonSchema of [undefined, { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] }]) {
      const responseFormat = { type: 'json_object' as const, ...(jsonSchema && { jsonSchema }) }
      expect((await client().chat({ ...chat, responseFormat })).message.content).toEqual([{ type: 'text', text: '{"city":"Ghent"}' }])
    }
    expect(chaos.journal.calls.map(({ call }) => call.output?.schema === undefined)).toEqual([true, false])
  })

  test('thinks on request', async ({ chaos }) => {
    const thinking = { type: 'enabled' as const, tokenBudget: 100 }
    expect((await client().chat({ ...chat, thinking })).message.content).toEqual([
      { type: 'thinking', thinking: 'The parcel left Lyon.' },
      { type: 'text', text },
    ])
    const { events } = await read({ thinking })
    const thought = events.map((event) => (event.type === 'content-delta' ? (event.delta?.message?.content?.thinking ?? '') : ''))
    expect(thought.join('')).toBe('The parcel left Lyon.')
    expect(chaos.journal).toHaveCalled(2)
  })

  test('accepts documents and images, at either host', async ({ chaos }) => {
    const content = [
      { type: 'text' as const, text: 'What is it?' },
      { type: 'image_url' as const, imageUrl: { url: 'https://example.com/parcel.png' } },
    ]
    const documents = ['A parcel is a box.', { data: { title: 'Boxes' }, id: 'boxes' }]
    await client({ environment: 'https://api.cohere.ai' }).chat({ ...chat, documents, messages: [{ role: 'user', content }] })
    expect(chaos.journal.calls[0]!.call.messages).toEqual([
      {
        role: 'system',
        parts: [
          { type: 'text', text: 'A parcel is a box.' },
          { type: 'text', text: '{"title":"Boxes"}' },
        ],
      },
      {
        role: 'user',
        parts: [
          { type: 'text', text: 'What is it?' },
          { type: 'image', source: 'https://example.com/parcel.png' },
        ],
      },
    ])
  })
})

describe('cohere, embeddings', () => {
  const embed = { model: 'embed-v4.0', inputType: 'search_document' as const, texts: ['A parcel.', 'A heron.'] }

  test('returns a vector for each text, in each requested form', async ({ chaos }) => {
    const embeddingTypes = ['float' as const, 'int8' as const, 'uint8' as const, 'binary' as const, 'ubinary' as const, 'base64' as const]
    const { embeddings, meta } = await client().embed({ ...embed, outputDimension: 16, embeddingTypes })
    const { float, int8, uint8, binary, ubinary, base64 } = embeddings
    expect([float!.length, ...float!.map(({ length }) => length)]).toEqual([2, 16, 16])
    expect(int8![0]).toEqual(float![0]!.map((number) => Math.round(number * 127)))
    expect(uint8![0]).toEqual(int8![0]!.map((number) => number + 128))
    expect(ubinary![0]!.map((byte) => byte.toString(2).padStart(8, '0')).join('')).toBe(
      float![0]!.map((number) => (number > 0 ? 1 : 0)).join(''),
    )
    expect(binary![0]).toEqual(ubinary![0]!.map((byte) => byte - 128))
    const bytes = Buffer.from(base64![0]!, 'base64')
    expect([bytes.length, bytes.readFloatLE(4)]).toEqual([64, Math.fround(float![0]![1]!)])
    expect(meta!.billedUnits!.inputTokens).toBe(chaos.journal.calls[0]!.usage!.inputTokens)
    expect(chaos.journal.calls).toMatchObject([{ endpoint: 'embed', ending: 'complete' }])
  })

  test('gives vectors of the length that the model has', async ({ chaos }) => {
    for (const [model, length] of [
      ['embed-v4.0', 1_536],
      ['embed-english-v3.0', 1_024],
      ['embed-english-light-v3.0', 384],
    ] as const) {
      expect((await client().embed({ ...embed, model })).embeddings.float![0]).toHaveLength(length)
    }
    expect(chaos.journal).toHaveCalled(3)
  })

  test('requires the purpose of the vectors', async ({ chaos }) => {
    // The SDK's own check would not send this.
    const response = await fetch('https://api.cohere.com/v2/embed', {
      method: 'POST',
      headers: { authorization: 'Bearer test' },
      body: JSON.stringify({ model: embed.model, texts: embed.texts }),
    })
    expect([response.status, await response.json()]).toMatchObject([
      400,
      { message: 'invalid request: valid input_type must be provided with the provided model' },
    ])
    expect(chaos.journal.calls[0]!.ending).toBe('refused')
  })

  test('returns broken vectors', async ({ chaos }) => {
    chaos.inject(wrongDimensions().nth(1), vectorsMissing().nth(2))
    expect((await client().embed(embed)).embeddings.float![0]).not.toHaveLength(1_536)
    expect((await client().embed(embed)).embeddings.float!.length).toBeLessThan(2)
  })
})

describe('cohere, disturbed', () => {
  test.for([
    ['wrong key', authenticationFailed(), Cohere.UnauthorizedError, 401, 'invalid api token'],
    ['lack of permission', permissionDenied(), Cohere.ForbiddenError, 403, 'your api key'],
    ['missing model', modelNotFound(), Cohere.NotFoundError, 404, "model 'command-a-03-2025' not found"],
    ['rate limit', rateLimited(), Cohere.TooManyRequestsError, 429, 'You are past the per minute request limit'],
    ['empty purse', quotaExhausted(), Cohere.TooManyRequestsError, 429, 'You are using a Trial key'],
    ['server error', serverError(), Cohere.InternalServerError, 500, 'internal server error'],
    ['overload', overloaded(), Cohere.ServiceUnavailableError, 503, 'the model is currently overloaded'],
    ['gateway timeout', serverError({ status: 504 }), Cohere.GatewayTimeoutError, 504, ''],
    ['bill', paymentRequired(), CohereError, 402, 'Please add or update your payment method'],
  ] as const)('knows a %s for what it is', async ([, injection, kind, statusCode, message], { chaos }) => {
    chaos.inject(injection)
    for (const asked of [client().chat(chat), client().chatStream(chat)]) {
      const error = await errorOf(asked)
      expect(error).toBeInstanceOf(kind)
      expect(error).toMatchObject({ statusCode, body: { message: expect.stringContaining(message) as unknown } })
    }
  })

  test('retries after the time in Retry-After', async ({ chaos }) => {
    chaos.inject(rateLimited({ retryAfter: '20s' }).first(2))
    const start = Date.now()
    expect((await client({ maxRetries: 2 }).chat(chat)).message.content).toEqual([{ type: 'text', text }])
    expect(Date.now() - start).toBe(40_000)
    expect(chaos.journal).toHaveRetried({ times: 2 })
  })

  test('recognizes an error in the stream by its end', async ({ chaos }) => {
    chaos.inject(midStreamError({ afterDeltas: 3 }))
    const { events, text: told, error } = await read()
    expect([error, chaos.journal.calls[0]!.received]).toEqual([undefined, told])
    expect(events.at(-1)).toMatchObject({ type: 'message-end', delta: { finishReason: 'ERROR', error: expect.any(String) as unknown } })
  })

  test('recognizes a truncated stream only by its missing end', async ({ chaos }) => {
    chaos.inject(truncatedStream({ afterDeltas: 3 }))
    const { events, error } = await read()
    expect([error, events.at(-1)!.type]).toEqual([undefined, 'content-delta'])
    expect(chaos.journal.calls[0]!.ending).toBe('truncated')
  })

  test('fails if the connection breaks, before and midway', async ({ chaos }) => {
    chaos.inject(connectionReset().nth(1), truncatedStream({ afterDeltas: 3, ending: 'reset' }).nth(2))
    expect(await errorOf(client().chat(chat))).toBeInstanceOf(CohereError)
    expect((await read()).error).toMatchObject({ cause: { code: 'ECONNRESET' } })
    expect(chaos.journal.calls.map(({ ending }) => ending)).toEqual(['reset', 'reset'])
  })

  test('gives up after its own time', async ({ chaos }) => {
    chaos.inject(slowFirstToken({ by: '2m' }))
    // The SDK aborts with a word for a reason, which `fetch` then throws as it is, and the SDK does not know again as its timeout.
    expect(await errorOf(client({ timeoutInSeconds: 30 }).chat(chat))).toMatchObject({ name: 'CohereError', message: '"timeout"' })
    expect(chaos.journal.calls[0]!.ending).toBe('aborted')
  })

  test('stops a stream that the app aborts', async ({ chaos }) => {
    const aborter = new AbortController()
    const stream = await client().chatStream(chat, { abortSignal: aborter.signal })
    const error = await errorOf(
      (async () => {
        for await (const event of stream) if (event.type === 'content-delta') aborter.abort()
      })(),
    )
    expect(error).toMatchObject({ name: 'AbortError' })
    expect(chaos.journal.calls[0]!.ending).toBe('aborted')
  })
})
