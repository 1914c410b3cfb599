import { ChatMistralAI, MistralAIEmbeddings } from '@langchain/mistralai'
import { describe, expect } from 'vitest'
import { z } from 'zod'
import { connectionReset, midStreamError, overloaded, serverError, truncatedStream } from '../../faults/index.ts'
import { mistral } from '../../src/index.ts'
import { withChaos } from '../../src/vitest/index.ts'
import { errorOf } from '../faults/bench.ts'
import { hear, runAgent } from './langchain.ts'
import { parcelAnswers, prompt, text } from './parcel.ts'

const test = withChaos({ seed: 'tuesday', providers: [mistral()], answers: parcelAnswers, clientBehavior: 'ignore' })
const model = (maxRetries = 0): ChatMistralAI => new ChatMistralAI({ apiKey: 'test', model: 'mistral-large-latest', maxRetries })

describe('@langchain/mistralai', () => {
  test('makes a call, and reports its cost', async ({ chaos }) => {
    const reply = await model().invoke(prompt)
    expect(reply.text).toBe(text)
    expect(reply.usage_metadata).toMatchObject({ output_tokens: chaos.journal.calls[0]!.usage!.outputTokens })
  })

  test('streams', async ({ chaos }) => {
    expect(await hear(model().stream(prompt))).toEqual({ text, error: undefined })
    expect(chaos.journal.calls).toMatchObject([{ ending: 'complete', received: text }])
  })

  test('runs a tool, and continues with its result', async ({ chaos }) => {
    expect(await runAgent(model())).toBe(text)
    expect(chaos.journal.calls[1]!.call.messages.at(-1)!.parts).toMatchObject([{ type: 'tool-result', text: 'Parcel 7 is in Ghent.' }])
  })

  test('reads structured output', async ({ chaos }) => {
    const structured = model().withStructuredOutput(z.object({ city: z.string() }), { method: 'jsonMode' })
    expect(await structured.invoke(`${prompt} Answer as JSON.`)).toEqual({ city: 'Ghent' })
    expect(chaos.journal.calls[0]!.call.output).toBeDefined()
  })

  test('embeds', async ({ chaos }) => {
    expect(await new MistralAIEmbeddings({ apiKey: 'test' }).embedQuery('A parcel?')).toHaveLength(1_024)
    expect(chaos.journal.calls[0]!.endpoint).toBe('embeddings')
  })

  test('retries errors that can pass', async ({ chaos }) => {
    chaos.inject(serverError().first(1))
    expect((await model(2).invoke(prompt)).text).toBe(text)
    expect(chaos.journal).toHaveCalled(2)
  })

  test('never tries an overload again, which is a 429 there', async ({ chaos }) => {
    chaos.inject(overloaded().first(1))
    expect(await errorOf(model(2).invoke(prompt))).toMatchObject({ statusCode: 429 })
    expect(chaos.journal).toHaveCalled(1)
  })

  test('reports a broken connection, and an error midway', async ({ chaos }) => {
    chaos.inject(
      connectionReset().nth(1),
      midStreamError({ afterDeltas: 3 }).nth(2),
      truncatedStream({ afterDeltas: 3, ending: 'reset' }).nth(3),
    )
    expect(await errorOf(model().invoke(prompt))).toBeDefined()
    for (const index of [1, 2]) {
      const heard = await hear(model().stream(prompt))
      expect([index, heard.error === undefined]).toEqual([index, false])
    }
  })
})
