import Anthropic, { APIError } from '@anthropic-ai/sdk'
import * as errors from '@anthropic-ai/sdk/error'
import { zodOutputFormat } from '@anthropic-ai/sdk/helpers/zod'
import { EnforcedSpendLimitReachedError } from '@anthropic-ai/sdk/resources/shared'
import fc from 'fast-check'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { brownout } from '../../src/brownout.ts'
import { insertAt } from '../../src/engine/kit/position.ts'
import { defineFault } from '../../src/engine/plan/define-fault.ts'
import type { Problem, ProblemKind } from '../../src/engine/model/problem.ts'
import type { ReplyPart } from '../../src/engine/model/reply.ts'
import { anthropic } from '../../src/providers/anthropic/index.ts'
import { anyTraits } from '../engine/traits.ts'

let parts: readonly ReplyPart[] = []
const chaos = brownout({ seed: 'tuesday', providers: [anthropic()], answers: () => ({ parts }) })
const server = setupServer(...chaos.handlers)
let client: Anthropic
const question = { model: 'claude-sonnet-5', max_tokens: 1024, messages: [{ role: 'user' as const, content: 'Where is my parcel?' }] }

/** Refuses every call with one problem. */
const refusing = (problem: Problem) =>
  defineFault({
    name: 'refusing',
    summary: 'Every call is refused.',
    ...anyTraits,
    sources: [],
    breaks: [],
    parameters: z.object({}),
    admit: () => problem,
  })()

/** Reports a problem after two deltas, and ends there. */
const failingMidway = defineFault({
  name: 'failing-midway',
  summary: 'The stream reports a problem after two deltas.',
  ...anyTraits,
  sources: [],
  breaks: [],
  parameters: z.object({}),
  *deliver(beats) {
    for (const beat of insertAt(beats, { afterDeltas: 2 }, () => [
      { type: 'problem', problem: { kind: 'overloaded' } },
      { type: 'end', how: 'close' },
    ])) {
      yield beat
      if (beat.type === 'end') return
    }
  },
})

beforeAll(() => {
  server.listen()
  // The client keeps the `fetch` that is there when it is made.
  client = new Anthropic({ apiKey: 'sk-ant-test', maxRetries: 0, logLevel: 'off' })
})
afterEach(() => chaos.reset())
afterAll(() => server.close())

describe('@anthropic-ai/sdk', () => {
  it('reads a message', async () => {
    parts = [{ type: 'text', text: 'It comes tomorrow.' }]
    const message = await client.messages.create(question)
    expect(message.content).toMatchObject([{ type: 'text', text: 'It comes tomorrow.' }])
    expect(message.stop_reason).toBe('end_turn')
    expect(message._request_id).toMatch(/^req_011/)
    expect(chaos.journal.calls).toMatchObject([
      { provider: 'anthropic', endpoint: 'messages', model: 'claude-sonnet-5', ending: 'complete', received: 'It comes tomorrow.' },
    ])
  })

  it('reads the events of a stream', async () => {
    parts = [{ type: 'text', text: 'It comes tomorrow.' }]
    const texts: string[] = []
    for await (const event of await client.messages.create({ ...question, stream: true })) {
      if (event.type === 'content_block_delta' && event.delta.type === 'text_delta') texts.push(event.delta.text)
    }
    expect(texts).toEqual(['It', ' comes', ' tomorrow.'])
    expect(chaos.journal.calls).toMatchObject([{ stream: true, deltas: 3, ending: 'complete', received: 'It comes tomorrow.' }])
  })

  it('gathers a stream into a message', async () => {
    parts = [
      { type: 'text', text: 'It comes tomorrow.' },
      { type: 'tool-call', id: 'toolu_01abc', name: 'track', arguments: '{"id": 7, "carrier": "post"}' },
    ]
    const message = await client.messages
      .stream({ ...question, tools: [{ name: 'track', input_schema: { type: 'object' } }] })
      .finalMessage()
    expect(message.content).toMatchObject([
      { text: 'It comes tomorrow.' },
      { type: 'tool_use', name: 'track', input: { id: 7, carrier: 'post' } },
    ])
    expect(message.stop_reason).toBe('tool_use')
  })

  it('takes tools, their calls, and their results', async () => {
    parts = [{ type: 'tool-call', id: 'toolu_01abc', name: 'track', arguments: '{"id":7}' }]
    const tools = [{ name: 'track', input_schema: { type: 'object' as const, properties: { id: { type: 'integer' } } } }]
    const first = await client.messages.create({
      ...question,
      tools,
      tool_choice: { type: 'tool', name: 'track', disable_parallel_tool_use: true },
    })
    parts = [{ type: 'text', text: 'In Ghent.' }]
    const results = first.content.flatMap((block) =>
      block.type === 'tool_use' ? [{ type: 'tool_result' as const, tool_use_id: block.id, content: 'Ghent' }] : [],
    )
    const second = await client.messages.create({
      ...question,
      tools,
      messages: [...question.messages, { role: 'assistant', content: first.content }, { role: 'user', content: results }],
    })
    expect(second.content).toMatchObject([{ text: 'In Ghent.' }])
    expect(chaos.journal.calls[0]?.call).toMatchObject({ toolChoice: { name: 'track' }, parallelToolCalls: false })
  })

  it.each(['stable', 'beta'] as const)('parses structured output (%s)', async (kind) => {
    parts = [{ type: 'text', text: '{"city":"Ghent"}' }]
    const format = zodOutputFormat(z.object({ city: z.string() }))
    const params = { ...question, output_config: { format } }
    const { parsed_output } = kind === 'beta' ? await client.beta.messages.parse(params) : await client.messages.parse(params)
    expect(parsed_output).toEqual({ city: 'Ghent' })
    expect(chaos.journal.calls[0]?.call.output?.schema).toMatchObject({ properties: { city: { type: 'string' } } })
  })

  it('shows thinking with its signature on request, and accepts it in the next turn', async () => {
    parts = [
      { type: 'reasoning', text: 'Parcels come by post.' },
      { type: 'text', text: 'Tomorrow.' },
    ]
    const message = await client.messages.stream({ ...question, thinking: { type: 'adaptive' } }).finalMessage()
    expect(message.content).toMatchObject([
      { type: 'thinking', thinking: 'Parcels come by post.', signature: expect.stringMatching(/^Eq/) as unknown },
      { type: 'text' },
    ])
    await client.messages.create({
      ...question,
      messages: [...question.messages, { role: 'assistant', content: message.content }, { role: 'user', content: 'Sure?' }],
    })
    expect(chaos.journal.calls[1]?.call.messages[1]?.parts[0]).toEqual({ type: 'reasoning', text: 'Parcels come by post.' })
  })

  it('reads a refusal', async () => {
    parts = [{ type: 'refusal', text: 'I cannot help with that.' }]
    const message = await client.messages.stream(question).finalMessage()
    expect([message.stop_reason, message.stop_details?.type]).toEqual(['refusal', 'refusal'])
  })

  it('reads any text through MSW, streaming and non-streaming', () =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 4 }), async (texts) => {
        parts = texts.map((text) => ({ type: 'text', text }))
        const messages = [await client.messages.create(question), await client.messages.stream(question).finalMessage()]
        for (const { content } of messages) expect(content).toMatchObject(parts)
      }),
      { numRuns: 25 },
    ))

  it('reads broken arguments of a tool as far as they go', async () => {
    parts = [{ type: 'tool-call', id: 'toolu_01abc', name: 'track', arguments: '{"id": 7, "carrier": "po' }]
    expect((await client.messages.create(question)).content).toMatchObject([{ input: { id: 7 } }])
  })
})

describe('@anthropic-ai/sdk meets each problem as its own class', () => {
  it.each<[ProblemKind, number, abstract new (...given: never[]) => APIError, string]>([
    ['bad-request', 400, errors.BadRequestError, 'invalid_request_error'],
    ['context-length-exceeded', 400, errors.BadRequestError, 'invalid_request_error'],
    ['authentication', 401, errors.AuthenticationError, 'authentication_error'],
    ['billing', 400, errors.BadRequestError, 'invalid_request_error'],
    ['permission', 403, errors.PermissionDeniedError, 'permission_error'],
    ['model-not-found', 404, errors.NotFoundError, 'not_found_error'],
    ['not-found', 404, errors.NotFoundError, 'not_found_error'],
    ['request-timeout', 408, errors.RequestTimeoutError, 'invalid_request_error'],
    ['conflict', 409, errors.ConflictError, 'conflict_error'],
    ['request-too-large', 413, errors.ContentTooLargeError, 'request_too_large'],
    ['unprocessable', 422, errors.UnprocessableEntityError, 'invalid_request_error'],
    ['rate-limit-requests', 429, errors.RateLimitError, 'rate_limit_error'],
    ['rate-limit-tokens', 429, errors.RateLimitError, 'rate_limit_error'],
    ['quota-exhausted', 429, EnforcedSpendLimitReachedError, 'rate_limit_error'],
    ['server-error', 500, errors.InternalServerError, 'api_error'],
    ['bad-gateway', 502, errors.InternalServerError, 'api_error'],
    ['unavailable', 503, errors.ServiceUnavailableError, 'api_error'],
    ['gateway-timeout', 504, errors.GatewayTimeoutError, 'timeout_error'],
    ['overloaded', 529, errors.OverloadedError, 'overloaded_error'],
  ])('%s', async (kind, status, errorClass, type) => {
    chaos.inject(refusing({ kind }))
    const error = await client.messages.create(question).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(errorClass)
    expect(error).toMatchObject({
      status,
      type,
      requestID: expect.stringMatching(/^req_011/) as unknown,
      error: { request_id: (error as APIError).requestID },
    })
    expect(chaos.journal.calls).toMatchObject([{ ending: 'refused', problem: { kind } }])
  })

  it('and before a stream has begun, as it does without one', async () => {
    chaos.inject(refusing({ kind: 'overloaded' }))
    await expect(client.messages.stream(question).finalMessage()).rejects.toBeInstanceOf(errors.OverloadedError)
  })

  it('retries after the time in Retry-After', async () => {
    parts = [{ type: 'text', text: 'Tomorrow.' }]
    chaos.inject(refusing({ kind: 'overloaded', retryAfter: 1, retryAfterForm: 'milliseconds' }).first(1))
    await client.messages.create(question, { maxRetries: 1 })
    expect(chaos.journal.calls.map(({ status, attempt }) => [status, attempt])).toEqual([
      [529, 0],
      [200, 1],
    ])
  })

  it('midway in a stream, with its type and request id', async () => {
    parts = [{ type: 'text', text: 'It comes tomorrow, or the day after.' }]
    chaos.inject(failingMidway())
    const texts: string[] = []
    const error = await client.messages
      .stream(question)
      .on('text', (text) => texts.push(text))
      .finalMessage()
      .catch((thrown: unknown) => thrown)
    expect(texts).toEqual(['It', ' comes'])
    expect(error).toBeInstanceOf(APIError)
    expect(error).toMatchObject({ status: undefined, type: 'overloaded_error', requestID: expect.stringMatching(/^req_011/) as unknown })
    expect(chaos.journal.calls).toMatchObject([{ status: 200, ending: 'truncated', deltas: 2, problem: { kind: 'overloaded' } }])
  })
})
