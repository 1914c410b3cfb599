import { APICallError, generateText, Output, stepCountIs, streamText, tool, type LanguageModel } from 'ai'
import { describe, expect } from 'vitest'
import { z } from 'zod'
import { connectionReset, midStreamError, overloaded, truncatedStream } from '../../faults/index.ts'
import { answers, type Provider } from '../../src/index.ts'
import { withChaos } from '../../src/vitest/index.ts'

const text = 'Your parcel is in Ghent, and it comes on Thursday.'
const prompt = 'Where is my parcel?'
const track = tool({
  description: 'Where a parcel is',
  inputSchema: z.object({ id: z.number() }),
  execute: ({ id }) => `Parcel ${id} is in Ghent.`,
})

/** A model of the AI SDK. */
export interface AiSdkModel {
  readonly name: string
  readonly model: () => Exclude<LanguageModel, string>
  /** The status with which the provider reports that it is overloaded. */
  readonly overloadStatus: number
}

/** The text of a stream, and the errors that it reports. */
async function hear(model: Exclude<LanguageModel, string>): Promise<{ text: string; errors: unknown[] }> {
  const heard = { text: '', errors: [] as unknown[] }
  for await (const part of streamText({ model, prompt, maxRetries: 0, onError() {} }).fullStream) {
    if (part.type === 'text-delta') heard.text += part.text
    if (part.type === 'error') heard.errors.push(part.error)
  }
  return heard
}

/** Tests that the models of a package read a provider as they do undisturbed and disturbed. */
export function describeAiSdk(packageName: string, provider: Provider, models: readonly AiSdkModel[]): void {
  const test = withChaos({
    seed: 'tuesday',
    providers: [provider],
    answers: answers.from((call) => {
      if (call.output !== undefined) return '{"city":"Ghent"}'
      const isAnswered = call.messages.at(-1)?.role === 'tool'
      return call.tools.length > 0 && !isAnswered ? { toolCalls: [{ name: 'track', arguments: { id: 7 } }] } : text
    }),
  })

  describe.for(models)(`ai with ${packageName}, $name`, ({ model, overloadStatus }) => {
    test('generates text', async ({ chaos }) => {
      const reply = await generateText({ model: model(), prompt })
      expect([reply.text, reply.finishReason]).toEqual([text, 'stop'])
      expect(reply.usage.outputTokens).toBe(chaos.journal.calls[0]!.usage!.outputTokens)
    })

    test('streams text, with its usage', async ({ chaos }) => {
      expect(await hear(model())).toEqual({ text, errors: [] })
      const streamed = streamText({ model: model(), prompt })
      expect((await streamed.usage).outputTokens).toBe(chaos.journal.calls[0]!.usage!.outputTokens)
    })

    test('runs a tool, and continues with its result', async ({ chaos }) => {
      const { text: told, steps } = await generateText({ model: model(), prompt, tools: { track }, stopWhen: stepCountIs(3) })
      expect([told, steps.length]).toEqual([text, 2])
      expect(chaos.journal.calls[1]!.call.messages.at(-1)!.parts).toMatchObject([{ type: 'tool-result', text: 'Parcel 7 is in Ghent.' }])
    })

    test('runs a tool of a stream', async ({ chaos }) => {
      const streamed = streamText({ model: model(), prompt, tools: { track }, stopWhen: stepCountIs(3) })
      expect(await streamed.text).toBe(text)
      expect(chaos.journal).toHaveCalled(2)
    })

    test('reads structured output, streaming and non-streaming', async ({ chaos }) => {
      const output = Output.object({ schema: z.object({ city: z.string() }) })
      expect((await generateText({ model: model(), prompt, output })).output).toEqual({ city: 'Ghent' })
      expect(await streamText({ model: model(), prompt, output }).output).toEqual({ city: 'Ghent' })
      expect(chaos.journal).toHaveCalled(2)
    })

    test('tries an overload again, and knows it for one', async ({ chaos }) => {
      chaos.inject(overloaded().first(2))
      expect((await generateText({ model: model(), prompt, maxRetries: 2 })).text).toBe(text)
      expect(chaos.journal).toHaveRetried({ times: 2 })
      chaos.reset()
      chaos.inject(overloaded())
      const error = await generateText({ model: model(), prompt, maxRetries: 0 }).catch((thrown: unknown) => thrown)
      expect(APICallError.isInstance(error)).toBe(true)
      expect(error).toMatchObject({ statusCode: overloadStatus, isRetryable: true })
    })

    test('receives exactly the given deltas of a truncated stream', async ({ chaos }) => {
      chaos.inject(truncatedStream({ afterDeltas: 3 }))
      expect((await hear(model())).text).toBe(chaos.journal.calls[0]!.received)
      expect(chaos.journal.calls[0]!.deltas).toBe(3)
    })

    test('reports what the provider reports midway', async ({ chaos }) => {
      chaos.inject(midStreamError({ afterDeltas: 3 }))
      const { text: told, errors } = await hear(model())
      expect(text.startsWith(told)).toBe(true)
      expect(errors).toHaveLength(1)
    })

    test('reports a broken connection', async ({ chaos }) => {
      chaos.inject(connectionReset())
      expect((await hear(model())).errors).toMatchObject([{ isRetryable: true }])
    })
  })
}
