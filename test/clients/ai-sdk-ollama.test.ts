import { embedMany, generateText, Output, stepCountIs, streamText, tool } from 'ai'
import { createOllama } from 'ai-sdk-ollama'
import { describe, expect } from 'vitest'
import { z } from 'zod'
import { midStreamError, modelNotFound, overloaded, stalledStream, truncatedStream } from '../../faults/index.ts'
import { answers, ollama } from '../../src/index.ts'
import { withChaos } from '../../src/vitest/index.ts'

const text = 'Your parcel is in Ghent, and it comes on Thursday.'
const test = withChaos({
  seed: 'tuesday',
  clientBehavior: 'ignore',
  providers: [ollama()],
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
const model = (settings = {}): ReturnType<ReturnType<typeof createOllama>> => createOllama()('llama3.2', settings)

/** The text of a stream, and the errors that it reports. */
async function hear(): Promise<{ text: string; errors: unknown[] }> {
  const heard = { text: '', errors: [] as unknown[] }
  try {
    for await (const part of streamText({ model: model(), prompt, maxRetries: 0, onError() {} }).fullStream) {
      if (part.type === 'text-delta') heard.text += part.text
      if (part.type === 'error') heard.errors.push(part.error)
    }
  } catch (error) {
    heard.errors.push(error)
  }
  return heard
}

describe('ai with ai-sdk-ollama', () => {
  test('embeds', async ({ chaos }) => {
    const { embeddings } = await embedMany({ model: createOllama().embedding('all-minilm'), values: ['A parcel.', 'A heron.'] })
    expect(embeddings.map(({ length }) => length)).toEqual([384, 384])
    // One request for each text: of several texts in one it makes none.
    expect(chaos.journal).toHaveCalled(2)
  })

  test('generates text', async ({ chaos }) => {
    const reply = await generateText({ model: model(), prompt })
    expect([reply.text, reply.finishReason]).toEqual([text, 'stop'])
    expect(reply.usage.outputTokens).toBe(chaos.journal.calls[0]!.usage!.outputTokens)
  })

  test('streams text', async ({ chaos }) => {
    expect(await hear()).toEqual({ text, errors: [] })
    expect(chaos.journal).toHaveCalled(1)
  })

  test('runs a tool, and continues with its result', async ({ chaos }) => {
    const { text: told, steps } = await generateText({ model: model(), prompt, tools: { track }, stopWhen: stepCountIs(3) })
    expect([told, steps.length]).toEqual([text, 2])
    expect(chaos.journal.calls[1]!.call.messages.at(-1)!.parts).toMatchObject([{ type: 'tool-result', text: 'Parcel 7 is in Ghent.' }])
  })

  test('reads structured output, streaming and non-streaming', async ({ chaos }) => {
    const output = Output.object({ schema: z.object({ city: z.string() }) })
    expect((await generateText({ model: model(), prompt, output })).output).toEqual({ city: 'Ghent' })
    expect(await streamText({ model: model(), prompt, output }).output).toEqual({ city: 'Ghent' })
    expect(chaos.journal.calls[0]!.call.output!.schema).toMatchObject({ required: ['city'] })
  })

  test('reads what the model thinks', async ({ chaos }) => {
    const { reasoningText, text: told } = await generateText({ model: model({ think: true }), prompt })
    expect([reasoningText, told]).toEqual(['It left Lyon.', text])
    expect(chaos.journal.calls[0]!.call.reasoning).toBe(true)
  })

  test('words errors as the server does', async ({ chaos }) => {
    chaos.inject(modelNotFound().nth(1), overloaded().nth(2))
    await expect(generateText({ model: model(), prompt, maxRetries: 0 })).rejects.toThrow("model 'llama3.2' not found")
    await expect(generateText({ model: model(), prompt, maxRetries: 0 })).rejects.toThrow('server busy, please try again.')
  })

  test('reports a stream that breaks, fails or is truncated', async ({ chaos }) => {
    chaos.inject(
      midStreamError({ afterDeltas: 2 }).nth(1),
      truncatedStream({ afterDeltas: 2, ending: 'reset' }).nth(2),
      truncatedStream({ afterDeltas: 2 }).nth(3),
    )
    for (const heard of [await hear(), await hear(), await hear()]) {
      expect(text.startsWith(heard.text)).toBe(true)
      expect(heard.errors.length).toBeGreaterThan(0)
    }
    expect(chaos.journal.calls.map(({ ending }) => ending)).toEqual(['truncated', 'reset', 'truncated'])
  })

  test('stops waiting when the app aborts, although the client below has no abort signal and keeps the request running', async ({
    chaos,
  }) => {
    chaos.inject(stalledStream({ afterDeltas: 2 }))
    const aborter = new AbortController()
    const asked = streamText({ model: model(), prompt, abortSignal: aborter.signal, onError() {} })
    for await (const _ of asked.textStream) aborter.abort()
    expect(chaos.journal.calls[0]!.ending).toBe('hung')
  })
})
