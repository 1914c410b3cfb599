import { createAmazonBedrock } from '@ai-sdk/amazon-bedrock'
import { createAmazonBedrockAnthropic } from '@ai-sdk/amazon-bedrock/anthropic'
import { APICallError, generateText, Output, stepCountIs, streamText, tool } from 'ai'
import { describe, expect } from 'vitest'
import { z } from 'zod'
import { midStreamError, overloaded, rateLimited, splitBytes, truncatedStream } from '../../faults/index.ts'
import { bedrock, type ReplyPart } from '../../src/index.ts'
import { withChaos } from '../../src/vitest/index.ts'

const text = 'It is in Ghent, and comes tomorrow.'
const test = withChaos({
  seed: 'tuesday',
  providers: [bedrock()],
  answers: ({ output, tools, messages, reasoning }) => {
    const parts: ReplyPart[] = reasoning ? [{ type: 'reasoning', text: 'Parcels come by post.' }] : []
    if (tools.length > 0 && messages.at(-1)?.role !== 'tool')
      return { parts: [...parts, { type: 'tool-call', id: 'tooluse_1', name: tools[0]!.name, arguments: '{"id":7}' }] }
    return { parts: [...parts, { type: 'text', text: output === undefined ? text : '{"city":"Ghent"}' }] }
  },
})
const credentials = { region: 'us-east-1', accessKeyId: 'AKIATEST', secretAccessKey: 'test' }
const modelId = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0'
const prompt = 'Where is my parcel?'
const track = tool({
  description: 'Where a parcel is',
  inputSchema: z.object({ id: z.number() }),
  execute: ({ id }) => `Parcel ${id} is in Ghent.`,
})

// The providers keep the `fetch` that is there when they are made.
const ways = [
  ['Converse, signed', 'converse', () => createAmazonBedrock(credentials)(modelId)],
  ['Converse, with a key', 'converse', () => createAmazonBedrock({ region: 'us-east-1', apiKey: 'bedrock-api-key-test' })(modelId)],
  ['InvokeModel', 'invoke', () => createAmazonBedrockAnthropic(credentials)(modelId)],
] as const

describe.for(ways)('ai with @ai-sdk/amazon-bedrock, by %s', ([, endpoint, model]) => {
  test('generates text', async ({ chaos }) => {
    const answer = await generateText({ model: model(), prompt })
    expect([answer.text, answer.finishReason]).toEqual([text, 'stop'])
    expect(chaos.journal.calls).toMatchObject([
      { provider: 'bedrock', endpoint, model: modelId, received: text, usage: { outputTokens: answer.usage.outputTokens } },
    ])
  })

  test('streams text', async ({ chaos }) => {
    const result = streamText({ model: model(), prompt })
    const pieces: string[] = []
    for await (const piece of result.textStream) pieces.push(piece)
    expect(pieces.join('')).toBe(text)
    expect(await result.finishReason).toBe('stop')
    expect(chaos.journal.calls).toMatchObject([{ stream: true, ending: 'complete', deltas: pieces.length }])
  })

  test('runs a tool, and continues with its result', async ({ chaos }) => {
    const { text: told, steps } = await generateText({ model: model(), prompt, tools: { track }, stopWhen: stepCountIs(3) })
    expect([told, steps.length]).toEqual([text, 2])
    expect(chaos.journal.calls[1]!.call.messages.at(-1)).toEqual({
      role: 'tool',
      parts: [{ type: 'tool-result', id: 'tooluse_1', text: 'Parcel 7 is in Ghent.' }],
    })
  })

  test('runs a tool that was called in a stream', async ({ chaos }) => {
    expect(await streamText({ model: model(), prompt, tools: { track }, stopWhen: stepCountIs(3) }).text).toBe(text)
    expect(chaos.journal).toHaveCalled(2)
  })

  test('reads structured output, streaming and non-streaming', async ({ chaos }) => {
    const output = Output.object({ schema: z.object({ city: z.string() }) })
    expect((await generateText({ model: model(), prompt, output })).output).toEqual({ city: 'Ghent' })
    expect(await streamText({ model: model(), prompt, output }).output).toEqual({ city: 'Ghent' })
    expect(chaos.journal.calls[0]!.call.output?.schema).toMatchObject({ properties: { city: { type: 'string' } } })
  })

  test('knows an overload for one', async ({ chaos }) => {
    chaos.inject(overloaded())
    const error = await generateText({ model: model(), prompt, maxRetries: 0 }).catch((thrown: unknown) => thrown)
    expect(APICallError.isInstance(error)).toBe(true)
    expect(error).toMatchObject({ statusCode: 503, isRetryable: true, message: expect.stringContaining('Too many connections') as unknown })
  })

  test('retries after the time in Retry-After', async ({ chaos }) => {
    chaos.inject(rateLimited({ retryAfter: '20s' }).first(1))
    expect((await generateText({ model: model(), prompt, maxRetries: 1 })).text).toBe(text)
    expect(chaos.journal.calls[1]!.startedAt).toBe(20_000)
  })

  test('reads messages whose bytes arrive in chunks', async ({ chaos }) => {
    chaos.inject(splitBytes())
    expect(await streamText({ model: model(), prompt }).text).toBe(text)
  })

  test('hears of an error that is reported midway', async ({ chaos }) => {
    chaos.inject(midStreamError({ afterDeltas: 2, kind: 'server-error' }))
    const errors: unknown[] = []
    const result = streamText({ model: model(), prompt, maxRetries: 0, onError: ({ error }) => void errors.push(error) })
    await result.consumeStream()
    expect(errors).toHaveLength(1)
    expect(chaos.journal.calls).toMatchObject([{ ending: 'truncated', deltas: 2, problem: { kind: 'server-error' } }])
  })

  test('receives the given deltas of a truncated stream', async ({ chaos }) => {
    chaos.inject(truncatedStream({ afterDeltas: 3 }))
    const pieces: string[] = []
    for await (const piece of streamText({ model: model(), prompt, maxRetries: 0, onError: () => {} }).textStream) pieces.push(piece)
    expect(pieces).toHaveLength(3)
    expect(chaos.journal.calls).toMatchObject([{ ending: 'truncated', deltas: 3 }])
  })
})

describe('ai with @ai-sdk/amazon-bedrock', () => {
  test('reads reasoning', async ({ chaos }) => {
    const providerOptions = { bedrock: { reasoningConfig: { type: 'enabled', budgetTokens: 1_024 } } }
    const model = createAmazonBedrock(credentials)(modelId)
    expect((await generateText({ model, prompt, providerOptions })).reasoningText).toBe('Parcels come by post.')
    expect(await streamText({ model, prompt, providerOptions }).reasoningText).toBe('Parcels come by post.')
    expect(chaos.journal.calls.map(({ call }) => call.reasoning)).toEqual([true, true])
  })
})
