import OpenAI from 'openai'
import { zodResponseFormat, zodTextFormat } from 'openai/helpers/zod'
import { describe, expect } from 'vitest'
import { z } from 'zod'
import {
  confidentlyWrong,
  connectionReset,
  neverResponds,
  midStreamError,
  overloaded,
  quotaExhausted,
  rateLimited,
  serverError,
  truncatedStream,
} from '../../faults/index.ts'
import { answers, openai } from '../../src/index.ts'
import { withChaos } from '../../src/vitest/index.ts'

const text = 'Your parcel is in Ghent, and it comes on Thursday before noon.'
const place = z.object({ city: z.string() })
const settings = {
  seed: 'tuesday',
  clientBehavior: 'ignore' as const,
  providers: [openai(), openai({ name: 'local', baseURL: 'http://localhost:8000/v1' })],
  answers: answers.from((call) => {
    if (call.output !== undefined) return '{"city":"Ghent"}'
    const isAnswered = call.messages.at(-1)?.role === 'tool'
    return call.tools.length > 0 && !isAnswered
      ? { text: 'I look it up.', toolCalls: [{ name: 'track', arguments: { id: 7 }, id: 'call_1' }] }
      : text
  }),
}
const test = withChaos(settings)

const messages = [{ role: 'user' as const, content: 'Where is my parcel?' }]
const chat = { model: 'gpt-4o', messages }
const respond = { model: 'gpt-5', input: 'Where is my parcel?' }
const parameters = { type: 'object', properties: { id: { type: 'integer' } }, required: ['id'], additionalProperties: false }
const chatTools = [{ type: 'function' as const, function: { name: 'track', parameters } }]
const tools = [{ type: 'function' as const, name: 'track', parameters, strict: true }]
const client = (maxRetries = 0): OpenAI => new OpenAI({ apiKey: 'sk-test', maxRetries, logLevel: 'off' })

/** The error that a call ends in. */
function errorOf(asked: Promise<unknown>): Promise<unknown> {
  return asked.then(
    () => undefined,
    (error: unknown) => error,
  )
}

async function read(maxRetries = 0): Promise<{ pieces: string[]; error: unknown }> {
  const pieces: string[] = []
  const error = await errorOf(
    (async () => {
      for await (const chunk of await client(maxRetries).chat.completions.create({ ...chat, stream: true })) {
        if (chunk.choices[0]?.delta.content) pieces.push(chunk.choices[0].delta.content)
      }
    })(),
  )
  return { pieces, error }
}

describe('openai, Chat Completions, undisturbed', () => {
  test('reads a completion, with its request id and its limits', async ({ chaos }) => {
    const { data, response, request_id } = await client().chat.completions.create(chat).withResponse()
    expect(data.choices[0]).toMatchObject({ finish_reason: 'stop', message: { role: 'assistant', content: text, refusal: null } })
    expect(request_id).toMatch(/^req_/)
    expect(Number(response.headers.get('x-ratelimit-remaining-requests'))).toBeGreaterThan(0)
    expect(chaos.journal.calls).toMatchObject([
      { provider: 'openai', endpoint: 'chat.completions', received: text, truth: text, ending: 'complete' },
    ])
  })

  test('reads a stream, and its usage on request', async ({ chaos }) => {
    const completion = await client()
      .chat.completions.stream({ ...chat, stream_options: { include_usage: true } })
      .finalChatCompletion()
    expect(completion.choices[0]!.message.content).toBe(text)
    expect(completion.usage!.completion_tokens).toBe(chaos.journal.calls[0]!.usage!.outputTokens)
  })

  test('calls a tool, and continues with its result', async ({ chaos }) => {
    const asked: unknown[] = []
    const run = client().chat.completions.runTools({
      ...chat,
      tools: [
        {
          type: 'function',
          function: {
            name: 'track',
            description: 'Where a parcel is',
            parameters,
            parse: (json: string): object => JSON.parse(json) as object,
            function: (given: object) => {
              asked.push(given)
              return 'In Ghent.'
            },
          },
        },
      ],
    })
    expect(await run.finalContent()).toBe(text)
    expect(asked).toEqual([{ id: 7 }])
    expect(chaos.journal.calls[1]!.call.messages.at(-1)).toEqual({
      role: 'tool',
      parts: [{ type: 'tool-result', id: 'call_1', text: 'In Ghent.' }],
    })
  })

  test('gathers a streamed tool call', async ({ chaos }) => {
    const { choices } = await client()
      .chat.completions.stream({ ...chat, tools: chatTools })
      .finalChatCompletion()
    expect(choices[0]).toMatchObject({
      finish_reason: 'tool_calls',
      message: { content: 'I look it up.', tool_calls: [{ id: 'call_1', function: { name: 'track', arguments: '{"id":7}' } }] },
    })
    expect(chaos.journal).toHaveCalled(1)
  })

  test('parses structured output', async ({ chaos }) => {
    const { choices } = await client().chat.completions.parse({ ...chat, response_format: zodResponseFormat(place, 'place') })
    expect(choices[0]!.message.parsed).toEqual({ city: 'Ghent' })
    expect(chaos.journal).toHaveCalled(1)
  })

  test('takes an image', async ({ chaos }) => {
    const image = { type: 'image_url' as const, image_url: { url: 'data:image/png;base64,AA==' } }
    await client().chat.completions.create({
      ...chat,
      messages: [{ role: 'user', content: [{ type: 'text', text: 'What is it?' }, image] }],
    })
    expect(chaos.journal.calls[0]!.call.messages[0]!.parts).toEqual([
      { type: 'text', text: 'What is it?' },
      { type: 'image', source: 'data:image/png;base64,AA==' },
    ])
  })

  test('speaks to a host that speaks as it does', async ({ chaos }) => {
    const local = new OpenAI({ apiKey: 'none', baseURL: 'http://localhost:8000/v1' })
    expect((await local.chat.completions.create(chat)).choices[0]!.message.content).toBe(text)
    expect(chaos.journal.calls[0]!.provider).toBe('local')
  })
})

describe('openai, Responses, undisturbed', () => {
  test('reads a response', async ({ chaos }) => {
    const response = await client().responses.create(respond)
    expect([response.output_text, response.status]).toEqual([text, 'completed'])
    expect(chaos.journal.calls).toMatchObject([{ endpoint: 'responses', model: 'gpt-5', received: text }])
  })

  test('gathers a stream', async ({ chaos }) => {
    expect((await client().responses.stream(respond).finalResponse()).output_text).toBe(text)
    expect(chaos.journal).toHaveCalled(1)
  })

  test('calls a tool, and continues with its result', async ({ chaos }) => {
    const first = await client().responses.create({ ...respond, tools })
    const call = first.output.find((item) => item.type === 'function_call')!
    expect(JSON.parse(call.arguments)).toEqual({ id: 7 })
    const input = [
      { role: 'user' as const, content: respond.input },
      call,
      { type: 'function_call_output' as const, call_id: call.call_id, output: 'In Ghent.' },
    ]
    expect((await client().responses.create({ ...respond, tools, input })).output_text).toBe(text)
    expect(chaos.journal.calls[1]!.call.messages.at(-1)!.parts).toEqual([{ type: 'tool-result', id: 'call_1', text: 'In Ghent.' }])
  })

  test('parses structured output, streaming and non-streaming', async ({ chaos }) => {
    const format = { ...respond, text: { format: zodTextFormat(place, 'place') } }
    expect((await client().responses.parse(format)).output_parsed).toEqual({ city: 'Ghent' })
    expect((await client().responses.stream(format).finalResponse()).output_parsed).toEqual({ city: 'Ghent' })
    expect(chaos.journal).toHaveCalled(2)
  })
})

describe('openai, disturbed', () => {
  test('retries after the time in Retry-After, and not before', async ({ chaos }) => {
    chaos.inject(rateLimited({ retryAfter: '20s' }).first(2))
    const start = Date.now()
    expect((await client(2).chat.completions.create(chat)).choices[0]!.message.content).toBe(text)
    expect(Date.now() - start).toBe(40_000)
    expect(chaos.journal).toHaveRetried({ times: 2 })
  })

  test.for([
    ['rate limit', rateLimited(), OpenAI.RateLimitError, 429],
    ['empty purse', quotaExhausted(), OpenAI.RateLimitError, 429],
    ['overload', overloaded(), OpenAI.InternalServerError, 503],
    ['server error', serverError(), OpenAI.InternalServerError, 500],
  ] as const)('knows a %s for what it is', async ([, injection, kind, status], { chaos }) => {
    chaos.inject(injection)
    for (const asked of [client().chat.completions.create(chat), client().responses.create(respond)]) {
      const error = await errorOf(asked)
      expect(error).toBeInstanceOf(kind)
      expect(error).toMatchObject({ status, requestID: expect.stringMatching(/^req_/) as unknown })
    }
  })

  test('receives exactly the given deltas of a truncated stream', async ({ chaos }) => {
    chaos.inject(truncatedStream({ afterDeltas: 5 }))
    const { pieces, error } = await read()
    expect([pieces.length, error]).toEqual([5, undefined])
    expect(text).toContain(pieces.join(''))
  })

  test('throws its own error for an error midway', async ({ chaos }) => {
    chaos.inject(midStreamError({ afterDeltas: 3 }))
    const { pieces, error } = await read()
    expect(pieces).toHaveLength(3)
    expect(error).toBeInstanceOf(OpenAI.APIError)
    expect(error).toMatchObject({ code: 'server_is_overloaded' })
  })

  test('throws its own error if every connection breaks or cannot be opened', async ({ chaos }) => {
    chaos.inject(connectionReset().nth(1), neverResponds().nth(2))
    const reset = await errorOf(client().chat.completions.create(chat))
    expect(reset).toBeInstanceOf(OpenAI.APIConnectionError)
    expect((reset as Error).cause).toMatchObject({ cause: { code: 'ECONNRESET' } })
    const timeout = await errorOf(client().chat.completions.create(chat, { timeout: 5_000 }))
    expect(timeout).toBeInstanceOf(OpenAI.APIConnectionTimeoutError)
    expect(chaos.journal.calls[1]).toMatchObject({ ending: 'aborted' })
    expect(chaos.journal.calls[1]!.endedAt! - chaos.journal.calls[1]!.startedAt).toBe(5_000)
  })

  test('cannot recognize a wrong answer', async ({ chaos }) => {
    chaos.inject(confidentlyWrong())
    const wrong = (await client().chat.completions.create(chat)).choices[0]!
    expect(wrong.finish_reason).toBe('stop')
    expect(wrong.message.content).not.toBe(text)
    expect(chaos.journal).not.toHaveReceivedTheTruth()
  })
})
