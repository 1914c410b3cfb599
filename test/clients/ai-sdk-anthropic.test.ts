import { createAnthropic } from '@ai-sdk/anthropic'
import { APICallError, generateText, Output, stepCountIs, streamText, tool } from 'ai'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { brownout } from '../../src/brownout.ts'
import { defineFault } from '../../src/engine/plan/define-fault.ts'
import type { ReplyPart } from '../../src/engine/model/reply.ts'
import { anthropic } from '../../src/providers/anthropic/index.ts'
import { anyTraits } from '../engine/traits.ts'

let parts: readonly ReplyPart[] = []
let nextParts: readonly ReplyPart[] | undefined
const chaos = brownout({
  seed: 'tuesday',
  providers: [anthropic()],
  answers: (call) => ({ parts: nextParts !== undefined && call.messages.some(({ role }) => role === 'tool') ? nextParts : parts }),
})
const server = setupServer(...chaos.handlers)
const model = createAnthropic({ apiKey: 'sk-ant-test' })('claude-sonnet-5')
const prompt = 'Where is my parcel?'

const track = tool({
  description: 'Where a parcel is',
  inputSchema: z.object({ id: z.number() }),
  execute: ({ id }) => `Parcel ${id} is in Ghent.`,
})

const overloaded = defineFault({
  name: 'overloaded-once',
  summary: 'Overloaded.',
  ...anyTraits,
  sources: [],
  breaks: [],
  parameters: z.object({}),
  admit: () => ({ kind: 'overloaded' }),
})

beforeAll(() => server.listen())
afterEach(() => {
  nextParts = undefined
  chaos.reset()
})
afterAll(() => server.close())

describe('ai with @ai-sdk/anthropic', () => {
  it('generates text', async () => {
    parts = [{ type: 'text', text: 'It comes tomorrow.' }]
    const { text, finishReason, usage, response } = await generateText({ model, prompt })
    expect([text, finishReason, response.modelId]).toEqual(['It comes tomorrow.', 'stop', 'claude-sonnet-5'])
    expect(usage.outputTokens).toBe(chaos.journal.calls[0]?.usage?.outputTokens)
  })

  it('streams text', async () => {
    parts = [{ type: 'text', text: 'It comes tomorrow.' }]
    const result = streamText({ model, prompt })
    const texts: string[] = []
    for await (const text of result.textStream) texts.push(text)
    expect(texts).toEqual(['It', ' comes', ' tomorrow.'])
    expect(await result.finishReason).toBe('stop')
  })

  it('runs a tool, and continues with its result', async () => {
    parts = [{ type: 'tool-call', id: 'toolu_01abc', name: 'track', arguments: '{"id":7}' }]
    nextParts = [{ type: 'text', text: 'It is in Ghent.' }]
    const { text, steps } = await generateText({ model, prompt, tools: { track }, stopWhen: stepCountIs(3) })
    expect([text, steps.length]).toEqual(['It is in Ghent.', 2])
    expect(chaos.journal.calls[1]?.call.messages.at(-1)).toEqual({
      role: 'tool',
      parts: [{ type: 'tool-result', id: 'toolu_01abc', text: 'Parcel 7 is in Ghent.' }],
    })
  })

  it('runs a tool that was called in a stream', async () => {
    parts = [{ type: 'tool-call', id: 'toolu_01abc', name: 'track', arguments: '{"id": 7}' }]
    nextParts = [{ type: 'text', text: 'It is in Ghent.' }]
    expect(await streamText({ model, prompt, tools: { track }, stopWhen: stepCountIs(3) }).text).toBe('It is in Ghent.')
  })

  it('reads structured output, streaming and non-streaming', async () => {
    parts = [{ type: 'text', text: '{"city":"Ghent"}' }]
    const output = Output.object({ schema: z.object({ city: z.string() }) })
    expect((await generateText({ model, prompt, output })).output).toEqual({ city: 'Ghent' })
    expect(await streamText({ model, prompt, output }).output).toEqual({ city: 'Ghent' })
    expect(chaos.journal.calls[0]?.call.output?.schema).toMatchObject({ properties: { city: { type: 'string' } } })
  })

  it('reads reasoning', async () => {
    parts = [
      { type: 'reasoning', text: 'Parcels come by post.' },
      { type: 'text', text: 'Tomorrow.' },
    ]
    const providerOptions = { anthropic: { thinking: { type: 'adaptive' as const } } }
    expect((await generateText({ model, prompt, providerOptions })).reasoningText).toBe('Parcels come by post.')
    expect(await streamText({ model, prompt, providerOptions }).reasoningText).toBe('Parcels come by post.')
  })

  it('knows an overload for one', async () => {
    chaos.inject(overloaded())
    const error = await generateText({ model, prompt, maxRetries: 0 }).catch((thrown: unknown) => thrown)
    expect(APICallError.isInstance(error)).toBe(true)
    expect(error).toMatchObject({ statusCode: 529, isRetryable: true, message: 'Overloaded' })
  })
})
