import { ChatOllama, OllamaEmbeddings } from '@langchain/ollama'
import { describe, expect } from 'vitest'
import { z } from 'zod'
import { connectionReset, midStreamError, overloaded, stalledStream, truncatedStream } from '../../faults/index.ts'
import { ollama } from '../../src/index.ts'
import { withChaos } from '../../src/vitest/index.ts'
import { errorOf } from '../faults/bench.ts'
import { hear, runAgent } from './langchain.ts'
import { parcelAnswers, prompt, text } from './parcel.ts'

const test = withChaos({ seed: 'tuesday', providers: [ollama()], answers: parcelAnswers, clientBehavior: 'ignore' })
const model = (maxRetries = 0): ChatOllama => new ChatOllama({ model: 'llama3.2', maxRetries })

describe('@langchain/ollama', () => {
  test('makes a call, and reports its cost', async ({ chaos }) => {
    const reply = await model().invoke(prompt)
    expect(reply.text).toBe(text)
    expect(reply.usage_metadata).toMatchObject({ output_tokens: chaos.journal.calls[0]!.usage!.outputTokens })
  })

  test('streams', async ({ chaos }) => {
    expect(await hear(model().stream(prompt))).toEqual({ text, error: undefined })
    expect(chaos.journal.calls).toMatchObject([{ ending: 'complete', received: text }])
  })

  test('checks whether the model is pulled, and continues', async ({ chaos }) => {
    expect((await new ChatOllama({ model: 'llama3.2', checkOrPullModel: true }).invoke(prompt)).text).toBe(text)
    expect(chaos.journal.calls.map(({ endpoint }) => endpoint)).toEqual(['tags', 'tags', 'chat'])
  })

  test('runs a tool, and continues with its result', async ({ chaos }) => {
    expect(await runAgent(model())).toBe(text)
    expect(chaos.journal.calls[1]!.call.messages.at(-1)!.parts).toMatchObject([{ type: 'tool-result', text: 'Parcel 7 is in Ghent.' }])
  })

  test('reads structured output', async ({ chaos }) => {
    const structured = model().withStructuredOutput(z.object({ city: z.string() }))
    expect(await structured.invoke(prompt)).toEqual({ city: 'Ghent' })
    expect(chaos.journal.calls[0]!.call.output).toBeDefined()
  })

  test('embeds', async ({ chaos }) => {
    expect(await new OllamaEmbeddings({ model: 'nomic-embed-text' }).embedQuery('A parcel?')).toHaveLength(768)
    expect(chaos.journal.calls[0]!.endpoint).toBe('embed')
  })

  test('never retries an overload, for any number of retries', async ({ chaos }) => {
    chaos.inject(overloaded().first(1))
    expect(await errorOf(model(1).invoke(prompt))).toMatchObject({ status_code: 503 })
    expect(chaos.journal).toHaveCalled(1)
  })

  test('reports what the server reports midway, and a broken connection', async ({ chaos }) => {
    chaos.inject(
      midStreamError({ afterDeltas: 3 }).nth(1),
      truncatedStream({ afterDeltas: 3, ending: 'reset' }).nth(2),
      connectionReset().nth(3),
    )
    for (const index of [0, 1]) {
      const heard = await hear(model().stream(prompt))
      expect(heard.text).toBe(chaos.journal.calls[index]!.received)
      expect(heard.error).toBeDefined()
    }
    expect(await errorOf(model().invoke(prompt))).toBeDefined()
  })

  test('reports a truncated stream', async ({ chaos }) => {
    chaos.inject(truncatedStream({ afterDeltas: 3 }))
    expect((await hear(model().stream(prompt))).error).toBeDefined()
    expect(chaos.journal.calls[0]!.ending).toBe('truncated')
  })

  test('ends a stalled stream when it is aborted, and leaves the request open', async ({ chaos }) => {
    chaos.inject(stalledStream({ afterDeltas: 3 }))
    expect((await hear(model().stream(prompt, { signal: AbortSignal.timeout(20_000) }))).error).toBeDefined()
    expect(chaos.journal.calls).toMatchObject([{ ending: 'hung' }])
  })
})
