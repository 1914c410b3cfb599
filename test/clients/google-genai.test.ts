import {
  ApiError,
  FinishReason,
  FunctionCallingConfigMode,
  GoogleGenAI,
  Type,
  type CallableTool,
  type GoogleGenAIOptions,
} from '@google/genai'
import { describe, expect } from 'vitest'
import { z } from 'zod'
import {
  invalidToolArguments,
  confidentlyWrong,
  connectionReset,
  contentFilter,
  emptyAnswer,
  malformedEvent,
  midStreamError,
  terminalEventMissing,
  overloaded,
  quotaExhausted,
  rateLimited,
  serverError,
  splitBytes,
  stalledStream,
  truncatedStream,
} from '../../faults/index.ts'
import { defineFault } from '../../src/engine/plan/define-fault.ts'
import type { ProblemKind } from '../../src/engine/model/problem.ts'
import { answers, gemini } from '../../src/index.ts'
import { withChaos } from '../../src/vitest/index.ts'
import { anyTraits } from '../engine/traits.ts'

const text = 'Your parcel is in Ghent, and it comes on Thursday before noon. Bon après-midi!'
const settings = {
  seed: 'tuesday',
  clientBehavior: 'ignore' as const,
  providers: [gemini(), gemini({ name: 'local', baseURL: 'http://localhost:8000' })],
  answers: answers.from((call) => {
    if (call.output !== undefined) return '{"city":"Ghent"}'
    const isAnswered = call.messages.at(-1)?.role === 'tool'
    return call.tools.length > 0 && call.toolChoice !== 'none' && !isAnswered
      ? { text: 'I look it up.', toolCalls: [{ name: 'track', arguments: { id: 7 }, id: 'call_1' }] }
      : text
  }),
}
const test = withChaos(settings)

const question = { model: 'gemini-2.5-flash', contents: 'Where is my parcel?' }
const parametersJsonSchema = { type: 'object', properties: { id: { type: 'integer' } }, required: ['id'] }
const tools = [{ functionDeclarations: [{ name: 'track', description: 'Where a parcel is', parametersJsonSchema }] }]
const client = (options: GoogleGenAIOptions = {}): GoogleGenAI => new GoogleGenAI({ apiKey: 'test', ...options })

/** The error that a call ends in. */
function errorOf(asked: Promise<unknown>): Promise<unknown> {
  return asked.then(
    () => undefined,
    (error: unknown) => error,
  )
}

/** The text of a stream that an app receives, and the reason for its end. */
async function read(given: Parameters<GoogleGenAI['models']['generateContentStream']>[0] = question) {
  const heard = { pieces: [] as string[], calls: [] as unknown[], end: undefined as FinishReason | undefined, error: undefined as unknown }
  heard.error = await errorOf(
    (async () => {
      for await (const { candidates, functionCalls } of await client().models.generateContentStream(given)) {
        heard.pieces.push(...(candidates?.[0]?.content?.parts ?? []).flatMap((part) => part.text || []))
        heard.calls.push(...(functionCalls ?? []))
        heard.end = candidates?.[0]?.finishReason ?? heard.end
      }
    })(),
  )
  return heard
}

describe('@google/genai, undisturbed', () => {
  test('reads a response', async ({ chaos }) => {
    const response = await client().models.generateContent(question)
    expect([response.text, response.candidates![0]!.finishReason]).toEqual([text, FinishReason.STOP])
    expect(response.modelVersion).toBe('gemini-2.5-flash')
    expect(response.responseId).toMatch(/^[A-Za-z0-9]{22}$/)
    expect(response.usageMetadata!.candidatesTokenCount).toBe(chaos.journal.calls[0]!.usage!.outputTokens)
    expect(chaos.journal.calls).toMatchObject([
      { provider: 'gemini', endpoint: 'generateContent', model: 'gemini-2.5-flash', received: text, truth: text, ending: 'complete' },
    ])
  })

  test('reads a stream', async ({ chaos }) => {
    const { pieces, end, error } = await read()
    expect([pieces.join(''), end, error]).toEqual([text, FinishReason.STOP, undefined])
    expect(pieces.length).toBeGreaterThan(5)
    expect(chaos.journal.calls).toMatchObject([{ stream: true, deltas: pieces.length, received: text, ending: 'complete' }])
  })

  test('keeps a conversation, streaming and non-streaming', async ({ chaos }) => {
    const chat = client().chats.create({ model: 'gemini-2.5-flash', config: { systemInstruction: 'Be brief.' } })
    for await (const _ of await chat.sendMessageStream({ message: 'Where is my parcel?' }));
    await chat.sendMessage({ message: 'Sure?' })
    // The SDK keeps each piece of a stream as a turn of its own.
    expect(chat.getHistory().filter(({ role }) => role === 'model').length).toBeGreaterThan(5)
    expect(chaos.journal.calls[1]!.call.messages).toEqual([
      { role: 'system', parts: [{ type: 'text', text: 'Be brief.' }] },
      { role: 'user', parts: [{ type: 'text', text: 'Where is my parcel?' }] },
      { role: 'assistant', parts: [{ type: 'text', text }] },
      { role: 'user', parts: [{ type: 'text', text: 'Sure?' }] },
    ])
  })

  test('calls a tool, and continues with its result', async ({ chaos }) => {
    const asked: unknown[] = []
    const tool: CallableTool = {
      tool: () => Promise.resolve(tools[0]!),
      callTool: (calls) => {
        asked.push(...calls.map(({ args }) => args))
        return Promise.resolve(
          calls.map(({ id, name }) => ({ functionResponse: { id: id!, name: name!, response: { output: 'In Ghent.' } } })),
        )
      },
    }
    const response = await client().models.generateContent({ ...question, config: { tools: [tool] } })
    expect([response.text, asked]).toEqual([text, [{ id: 7 }]])
    expect(chaos.journal.calls[1]!.call.messages.at(-1)).toEqual({
      role: 'tool',
      parts: [{ type: 'tool-result', id: 'call_1', text: 'In Ghent.' }],
    })
  })

  test('reads a streamed tool call completely', async ({ chaos }) => {
    const { pieces, calls, end } = await read({ ...question, config: { tools } })
    expect([pieces.join(''), calls, end]).toEqual(['I look it up.', [{ id: 'call_1', name: 'track', args: { id: 7 } }], FinishReason.STOP])
    expect(chaos.journal.calls[0]!.received).toBe('I look it up.\ntrack({"id":7})')
  })

  test('demands a call, and forbids one', async ({ chaos }) => {
    const config = (mode: FunctionCallingConfigMode) => ({ tools, toolConfig: { functionCallingConfig: { mode } } })
    expect(
      (await client().models.generateContent({ ...question, config: config(FunctionCallingConfigMode.ANY) })).functionCalls,
    ).toHaveLength(1)
    expect(
      (await client().models.generateContent({ ...question, config: config(FunctionCallingConfigMode.NONE) })).functionCalls,
    ).toBeUndefined()
    expect(chaos.journal.calls.map(({ call }) => call.toolChoice)).toEqual(['required', 'none'])
  })

  test('requests structured output with either kind of schema', async ({ chaos }) => {
    const responseMimeType = 'application/json'
    const responseSchema = { type: Type.OBJECT, properties: { city: { type: Type.STRING, nullable: true } }, required: ['city'] }
    const responseJsonSchema = z.toJSONSchema(z.object({ city: z.string() }))
    const first = await client().models.generateContent({ ...question, config: { responseMimeType, responseSchema } })
    const second = await client().models.generateContent({ ...question, config: { responseMimeType, responseJsonSchema } })
    expect([first.text, second.text]).toEqual(['{"city":"Ghent"}', '{"city":"Ghent"}'])
    expect(chaos.journal.calls.map(({ call }) => call.output?.schema)).toMatchObject([
      { type: 'object', properties: { city: { type: ['string', 'null'] } }, required: ['city'] },
      { type: 'object', properties: { city: { type: 'string' } } },
    ])
  })

  test('speaks to Vertex AI', async ({ chaos }) => {
    const vertex = new GoogleGenAI({ vertexai: true, apiKey: 'test' })
    expect((await vertex.models.generateContent(question)).text).toBe(text)
    let streamed = ''
    for await (const piece of await vertex.models.generateContentStream(question)) streamed += piece.text ?? ''
    expect(streamed).toBe(text)
    expect(chaos.journal.calls.map(({ call }) => [call.host, call.model])).toEqual([
      ['aiplatform.googleapis.com', 'gemini-2.5-flash'],
      ['aiplatform.googleapis.com', 'gemini-2.5-flash'],
    ])
  })

  test('speaks to a host that speaks as it does', async ({ chaos }) => {
    const local = client({ httpOptions: { baseUrl: 'http://localhost:8000', apiVersion: 'v1' } })
    expect((await local.models.generateContent(question)).text).toBe(text)
    expect(chaos.journal.calls[0]!.provider).toBe('local')
  })

  test('closes the connection when the app aborts', async ({ chaos }) => {
    const abort = new AbortController()
    const pieces: string[] = []
    const error = await errorOf(
      (async () => {
        const stream = await client().models.generateContentStream({ ...question, config: { abortSignal: abort.signal } })
        for await (const piece of stream) {
          pieces.push(piece.text ?? '')
          if (pieces.length === 2) abort.abort()
        }
      })(),
    )
    expect(error).toMatchObject({ name: 'AbortError' })
    expect(chaos.journal.calls).toMatchObject([{ ending: 'aborted' }])
  })
})

const testUnanswered = withChaos({
  ...settings,
  answers: answers.from((call) => {
    throw new Error(`asked for ${call.model}`)
  }),
})

/** Refuses every call with one kind of problem. */
const refusing = (kind: ProblemKind) =>
  defineFault({
    name: 'refusing',
    summary: 'Every call is refused.',
    ...anyTraits,
    sources: [],
    breaks: [],
    parameters: z.object({}),
    admit: () => ({ kind }),
  })()

describe('@google/genai meets each problem with its status', () => {
  testUnanswered.for<[ProblemKind, number, string]>([
    ['bad-request', 400, 'INVALID_ARGUMENT'],
    ['context-length-exceeded', 400, 'INVALID_ARGUMENT'],
    ['authentication', 400, 'INVALID_ARGUMENT'],
    ['billing', 403, 'PERMISSION_DENIED'],
    ['permission', 403, 'PERMISSION_DENIED'],
    ['model-not-found', 404, 'NOT_FOUND'],
    ['not-found', 404, 'NOT_FOUND'],
    ['conflict', 409, 'ABORTED'],
    ['request-too-large', 400, 'INVALID_ARGUMENT'],
    ['unprocessable', 400, 'FAILED_PRECONDITION'],
    ['request-timeout', 504, 'DEADLINE_EXCEEDED'],
    ['rate-limit-requests', 429, 'RESOURCE_EXHAUSTED'],
    ['rate-limit-tokens', 429, 'RESOURCE_EXHAUSTED'],
    ['quota-exhausted', 429, 'RESOURCE_EXHAUSTED'],
    ['server-error', 500, 'INTERNAL'],
    ['bad-gateway', 502, 'UNAVAILABLE'],
    ['unavailable', 503, 'UNAVAILABLE'],
    ['overloaded', 503, 'UNAVAILABLE'],
    ['gateway-timeout', 504, 'DEADLINE_EXCEEDED'],
  ])('%s', async ([kind, status, name], { chaos }) => {
    chaos.inject(refusing(kind))
    for (const asked of [client().models.generateContent(question), client().models.generateContentStream(question)]) {
      const error = await errorOf(asked)
      expect(error).toBeInstanceOf(ApiError)
      expect(error).toMatchObject({ status })
      expect(JSON.parse((error as ApiError).message)).toMatchObject({ error: { code: status, status: name } })
    }
    expect(chaos.journal.calls).toMatchObject([
      { ending: 'refused', problem: { kind } },
      { ending: 'refused', problem: { kind } },
    ])
  })
})

describe('@google/genai, disturbed', () => {
  test('does not retry by itself', async ({ chaos }) => {
    chaos.inject(overloaded().first(1))
    expect(await errorOf(client().models.generateContent(question))).toMatchObject({ status: 503 })
    expect(chaos.journal).toHaveCalled(1)
  })

  test('retries if it is configured to, with its own backoff, not after Retry-After', async ({ chaos }) => {
    chaos.inject(rateLimited({ retryAfter: '20s' }).first(2))
    const patient = client({ httpOptions: { retryOptions: { attempts: 5, jitter: 0 } } })
    const start = Date.now()
    expect((await patient.models.generateContent(question)).text).toBe(text)
    expect(Date.now() - start).toBe(3_000)
    expect(chaos.journal).toHaveRetried({ times: 2 })
  })

  test('distinguishes a used-up quota from a rate limit only by its details', async ({ chaos }) => {
    chaos.inject(rateLimited({ retryAfter: '20s' }).nth(1), quotaExhausted().nth(2), serverError().nth(3))
    const errors = [1, 2, 3].map(async () => (await errorOf(client().models.generateContent(question))) as ApiError)
    const [limited, exhausted, broken] = await Promise.all(errors)
    expect([limited!.status, exhausted!.status, broken!.status]).toEqual([429, 429, 500])
    expect(limited!.message).toContain('"retryDelay":"20s"')
    expect(limited!.message).toContain('PerMinutePer')
    expect(exhausted!.message).toContain('PerDayPer')
  })

  test('treats a truncated stream as complete', async ({ chaos }) => {
    chaos.inject(truncatedStream({ afterDeltas: 5 }))
    const { pieces, end, error } = await read()
    expect([pieces.length, end, error]).toEqual([5, undefined, undefined])
    expect(chaos.journal.calls).toMatchObject([{ ending: 'truncated', received: pieces.join('') }])
  })

  test('hears all of a stream without a finish reason, and only that is missing', async ({ chaos }) => {
    chaos.inject(terminalEventMissing())
    const { pieces, end, error } = await read()
    expect([pieces.join(''), end, error]).toEqual([text, undefined, undefined])
    expect(chaos.journal.calls).toMatchObject([{ ending: 'truncated' }])
  })

  test('throws its own error for an error midway', async ({ chaos }) => {
    chaos.inject(midStreamError({ afterDeltas: 3 }))
    const { pieces, error } = await read()
    expect(pieces).toHaveLength(3)
    expect(error).toBeInstanceOf(ApiError)
    expect(error).toMatchObject({ status: 503, message: expect.stringContaining('got status: UNAVAILABLE') as unknown })
    expect(chaos.journal.calls).toMatchObject([{ problem: { kind: 'overloaded' } }])
  })

  test('throws if an event is broken, and if the connection breaks', async ({ chaos }) => {
    chaos.inject(malformedEvent({ afterDeltas: 2 }).nth(1), connectionReset().nth(2))
    const malformed = await read()
    expect(malformed.pieces).toHaveLength(2)
    expect(malformed.error).toBeInstanceOf(SyntaxError)
    expect((await read()).error).toMatchObject({ cause: { code: 'ECONNRESET' } })
  })

  test('waits for its timeout for a stream that has stalled', async ({ chaos }) => {
    chaos.inject(stalledStream({ afterDeltas: 2, duration: '10m' }))
    const start = Date.now()
    const heard = await read({ ...question, config: { httpOptions: { timeout: 30_000 } } })
    expect([heard.pieces.length, Date.now() - start]).toEqual([2, 30_000])
    expect(heard.error).toMatchObject({ name: 'AbortError' })
  })

  test('reads chunks of one byte', async ({ chaos }) => {
    chaos.inject(splitBytes())
    expect((await read()).pieces.join('')).toBe(text)
    expect(chaos.journal.calls).toMatchObject([{ ending: 'complete' }])
  })

  test('gets no call if its arguments are broken', async ({ chaos }) => {
    chaos.inject(invalidToolArguments({ kind: 'truncated' }))
    const response = await client().models.generateContent({ ...question, config: { tools } })
    expect(response.functionCalls).toBeUndefined()
    expect(response.candidates![0]).toMatchObject({ content: {}, finishReason: FinishReason.MALFORMED_FUNCTION_CALL })
    const { calls, end } = await read({ ...question, config: { tools } })
    expect([calls, end]).toEqual([[], FinishReason.MALFORMED_FUNCTION_CALL])
  })

  test('reads an empty reply, and one that was filtered', async ({ chaos }) => {
    chaos.inject(emptyAnswer().nth(1), contentFilter().nth(2))
    const empty = await client().models.generateContent(question)
    expect([empty.text, empty.candidates![0]!.finishReason, empty.usageMetadata!.candidatesTokenCount]).toEqual([
      undefined,
      FinishReason.STOP,
      undefined,
    ])
    const filtered = await client().models.generateContent(question)
    expect(filtered.candidates![0]!.finishReason).toBe(FinishReason.SAFETY)
    expect(text.startsWith(filtered.text!)).toBe(true)
  })

  test('cannot recognize a wrong answer', async ({ chaos }) => {
    chaos.inject(confidentlyWrong())
    const wrong = await client().models.generateContent(question)
    expect(wrong.candidates![0]!.finishReason).toBe(FinishReason.STOP)
    expect(wrong.text).not.toBe(text)
    expect(chaos.journal).not.toHaveReceivedTheTruth()
  })
})
