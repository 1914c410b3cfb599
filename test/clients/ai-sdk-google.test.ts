import { createGoogleGenerativeAI } from '@ai-sdk/google'
import { APICallError, generateText, Output, stepCountIs, streamText, tool } from 'ai'
import { describe, expect } from 'vitest'
import { z } from 'zod'
import { invalidToolArguments, contentFilter, midStreamError, terminalEventMissing, overloaded, rateLimited } from '../../faults/index.ts'
import { answers, gemini } from '../../src/index.ts'
import { withChaos } from '../../src/vitest/index.ts'

const text = 'It comes tomorrow, or the day after.'
const test = withChaos({
  seed: 'tuesday',
  clientBehavior: 'ignore',
  providers: [gemini()],
  answers: answers.from((call) => {
    if (call.output !== undefined) return '{"city":"Ghent"}'
    if (call.reasoning)
      return {
        parts: [
          { type: 'reasoning', text: 'Parcels come by post.' },
          { type: 'text', text },
        ],
      }
    const isAnswered = call.messages.at(-1)?.role === 'tool'
    return call.tools.length > 0 && !isAnswered ? { toolCalls: [{ name: 'track', arguments: { id: 7 }, id: 'call_1' }] } : text
  }),
})

const model = createGoogleGenerativeAI({ apiKey: 'test' })('gemini-2.5-flash')
const prompt = 'Where is my parcel?'
const track = tool({
  description: 'Where a parcel is',
  inputSchema: z.object({ id: z.number() }),
  execute: ({ id }) => `Parcel ${id} is in Ghent.`,
})

describe('ai with @ai-sdk/google', () => {
  test('generates text', async ({ chaos }) => {
    const answer = await generateText({ model, prompt })
    expect([answer.text, answer.finishReason]).toEqual([text, 'stop'])
    expect(answer.usage.outputTokens).toBe(chaos.journal.calls[0]!.usage!.outputTokens)
    expect(chaos.journal.calls).toMatchObject([{ provider: 'gemini', endpoint: 'generateContent', received: text, ending: 'complete' }])
  })

  test('streams text', async ({ chaos }) => {
    const result = streamText({ model, prompt })
    const pieces: string[] = []
    for await (const piece of result.textStream) if (piece !== '') pieces.push(piece)
    expect([pieces.join(''), await result.finishReason]).toEqual([text, 'stop'])
    expect(chaos.journal.calls).toMatchObject([{ stream: true, deltas: pieces.length, ending: 'complete' }])
  })

  test('runs a tool, streaming and non-streaming, and continues with its result', async ({ chaos }) => {
    const asked = { model, prompt, tools: { track }, stopWhen: stepCountIs(3) }
    const { text: said, steps } = await generateText(asked)
    expect([said, steps.length]).toEqual([text, 2])
    expect(await streamText(asked).text).toBe(text)
    expect(chaos.journal.calls[1]!.call.messages.at(-1)).toMatchObject({
      role: 'tool',
      parts: [{ type: 'tool-result', text: 'Parcel 7 is in Ghent.' }],
    })
  })

  test('reads structured output, streaming and non-streaming', async ({ chaos }) => {
    const output = Output.object({ schema: z.object({ city: z.string() }) })
    expect((await generateText({ model, prompt, output })).output).toEqual({ city: 'Ghent' })
    expect(await streamText({ model, prompt, output }).output).toEqual({ city: 'Ghent' })
    expect(chaos.journal.calls[0]!.call.output?.schema).toMatchObject({ type: 'object', properties: { city: { type: 'string' } } })
  })

  test('reads reasoning', async ({ chaos }) => {
    const providerOptions = { google: { thinkingConfig: { includeThoughts: true } } }
    expect((await generateText({ model, prompt, providerOptions })).reasoningText).toBe('Parcels come by post.')
    expect(await streamText({ model, prompt, providerOptions }).reasoningText).toBe('Parcels come by post.')
    expect(chaos.journal).toHaveCalled(2)
  })

  test('recognizes an overload, and retries after it', async ({ chaos }) => {
    chaos.inject(overloaded().first(2))
    const error = await generateText({ model, prompt, maxRetries: 0 }).catch((thrown: unknown) => thrown)
    expect(APICallError.isInstance(error)).toBe(true)
    expect(error).toMatchObject({ statusCode: 503, isRetryable: true, message: 'The model is overloaded. Please try again later.' })
    expect((await generateText({ model, prompt })).text).toBe(text)
    expect(chaos.journal).toHaveRetried({ times: 2 })
  })

  test('retries with its own backoff, since only the details of an error have the time', async ({ chaos }) => {
    chaos.inject(rateLimited({ retryAfter: '20s' }).first(1))
    const start = Date.now()
    expect((await generateText({ model, prompt })).text).toBe(text)
    expect(Date.now() - start).toBeLessThan(20_000)
    expect(chaos.journal).toHaveRetried({ times: 1 })
  })

  test('reports that a stream without a finish reason was interrupted', async ({ chaos }) => {
    chaos.inject(terminalEventMissing())
    expect(await streamText({ model, prompt, onError() {} }).finishReason).toBe('interrupted')
    expect(chaos.journal.calls).toMatchObject([{ ending: 'truncated' }])
  })

  test('reports an error midway, a filter, and a malformed call', async ({ chaos }) => {
    chaos.inject(midStreamError({ afterDeltas: 2 }).nth(1), contentFilter().nth(2), invalidToolArguments({ kind: 'truncated' }).nth(3))
    const errors: unknown[] = []
    await streamText({ model, prompt, maxRetries: 0, onError: ({ error }) => void errors.push(error) }).consumeStream()
    expect(errors).toHaveLength(1)
    expect((await generateText({ model, prompt })).finishReason).toBe('content-filter')
    const malformed = await generateText({ model, prompt, tools: { track } })
    expect([malformed.finishReason, malformed.toolCalls]).toEqual(['error', []])
  })
})
