import { createCohere } from '@ai-sdk/cohere'
import { APICallError, embedMany, generateText, Output, stepCountIs, streamText, tool } from 'ai'
import { describe, expect } from 'vitest'
import { z } from 'zod'
import { malformedEvent, overloaded, rateLimited, stalledStream, truncatedStream } from '../../faults/index.ts'
import { answers, cohere } from '../../src/index.ts'
import { withChaos } from '../../src/vitest/index.ts'

const text = 'Your parcel is in Ghent, and it comes on Thursday.'
const test = withChaos({
  seed: 'tuesday',
  providers: [cohere()],
  answers: answers.from((call) => {
    if (call.output !== undefined) return '{"city":"Ghent"}'
    if (call.reasoning) return { reasoning: 'It left Lyon.', text }
    const isAnswered = call.messages.at(-1)?.role === 'tool'
    return call.tools.length > 0 && !isAnswered ? { toolCalls: [{ name: 'track', arguments: { id: 7 } }] } : text
  }),
})

const prompt = 'Where is my parcel?'
const track = tool({
  description: 'Where a parcel is',
  inputSchema: z.object({ id: z.number() }),
  execute: ({ id }) => `Parcel ${id} is in Ghent.`,
})
const model = createCohere({ apiKey: 'test' })('command-a-03-2025')
const thinking = { providerOptions: { cohere: { thinking: { type: 'enabled' } } } }

/** The text of a stream, the errors that it reports, and its finish reason. */
async function hear(): Promise<{ text: string; errors: unknown[]; finish: string | undefined }> {
  const heard = { text: '', errors: [] as unknown[], finish: undefined as string | undefined }
  try {
    for await (const part of streamText({ model, prompt, maxRetries: 0, onError() {} }).fullStream) {
      if (part.type === 'text-delta') heard.text += part.text
      if (part.type === 'error') heard.errors.push(part.error)
      if (part.type === 'finish') heard.finish = part.finishReason
    }
  } catch (error) {
    heard.errors.push(error)
  }
  return heard
}

describe('ai with @ai-sdk/cohere', () => {
  test('embeds', async ({ chaos }) => {
    const { embeddings } = await embedMany({
      model: createCohere({ apiKey: 'test' }).embedding('embed-v4.0'),
      values: ['A parcel.', 'A heron.'],
    })
    expect(embeddings.map(({ length }) => length)).toEqual([1_536, 1_536])
    expect(chaos.journal).toHaveCalled(1)
  })

  test('generates text', async ({ chaos }) => {
    const reply = await generateText({ model, prompt })
    expect([reply.text, reply.finishReason]).toEqual([text, 'stop'])
    expect(reply.usage.outputTokens).toBe(chaos.journal.calls[0]!.usage!.outputTokens)
  })

  test('streams text', async ({ chaos }) => {
    expect(await hear()).toEqual({ text, errors: [], finish: 'stop' })
    expect(chaos.journal).toHaveCalled(1)
  })

  test('runs a tool, streaming and non-streaming, and continues with its result', async ({ chaos }) => {
    const { text: told, steps } = await generateText({ model, prompt, tools: { track }, stopWhen: stepCountIs(3) })
    expect([told, steps.length]).toEqual([text, 2])
    expect(await streamText({ model, prompt, tools: { track }, stopWhen: stepCountIs(3) }).text).toBe(text)
    for (const index of [1, 3]) {
      expect(chaos.journal.calls[index]!.call.messages.at(-1)!.parts).toMatchObject([
        { type: 'tool-result', text: 'Parcel 7 is in Ghent.' },
      ])
    }
  })

  test('reads structured output, streaming and non-streaming', async ({ chaos }) => {
    const output = Output.object({ schema: z.object({ city: z.string() }) })
    expect((await generateText({ model, prompt, output })).output).toEqual({ city: 'Ghent' })
    expect(await streamText({ model, prompt, output }).output).toEqual({ city: 'Ghent' })
    expect(chaos.journal.calls[0]!.call.output!.schema).toMatchObject({ required: ['city'] })
  })

  test('reads the reasoning, streaming and non-streaming', async ({ chaos }) => {
    const whole = await generateText({ model, prompt, ...thinking })
    expect([whole.reasoningText, whole.text]).toEqual(['It left Lyon.', text])
    const streamed = streamText({ model, prompt, ...thinking })
    expect([await streamed.reasoningText, await streamed.text]).toEqual(['It left Lyon.', text])
    expect(chaos.journal).toHaveCalled(2)
  })

  test('retries errors that can pass, and reports why it gave up', async ({ chaos }) => {
    chaos.inject(rateLimited({ retryAfter: '2s' }).first(2), overloaded().nth(4))
    expect((await generateText({ model, prompt })).text).toBe(text)
    const error: unknown = await generateText({ model, prompt, maxRetries: 0 }).catch((caught: unknown) => caught)
    expect(APICallError.isInstance(error)).toBe(true)
    expect(error).toMatchObject({
      statusCode: 503,
      message: 'the model is currently overloaded, please try again later',
      isRetryable: true,
    })
    expect(chaos.journal).toHaveCalled(4)
  })

  test('reports what it cannot read, and what breaks', async ({ chaos }) => {
    chaos.inject(malformedEvent({ afterDeltas: 2 }).nth(1), truncatedStream({ afterDeltas: 2, ending: 'reset' }).nth(2))
    for (const heard of [await hear(), await hear()]) expect(heard.errors.length).toBeGreaterThan(0)
    expect(chaos.neverFired).toEqual([])
  })

  test('treats a truncated stream as one that ended for another reason', async ({ chaos }) => {
    chaos.inject(truncatedStream({ afterDeltas: 2 }))
    expect(await hear()).toMatchObject({ errors: [], finish: 'other' })
    expect(chaos.journal.calls[0]!.ending).toBe('truncated')
  })

  test('aborts', async ({ chaos }) => {
    chaos.inject(stalledStream({ afterDeltas: 2 }))
    const aborter = new AbortController()
    const asked = streamText({ model, prompt, abortSignal: aborter.signal, onError() {} })
    for await (const _ of asked.textStream) aborter.abort()
    expect(chaos.journal.calls[0]!.ending).toBe('aborted')
  })
})
