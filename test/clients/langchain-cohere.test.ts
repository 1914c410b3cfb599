import { ChatCohere, Cohere, CohereEmbeddings, CohereRerank } from '@langchain/cohere'
import { describe, expect } from 'vitest'
import {
  authenticationFailed,
  connectionReset,
  contextLengthExceeded,
  midStreamError,
  overloaded,
  stalledStream,
  truncatedStream,
} from '../../faults/index.ts'
import { cohere } from '../../src/index.ts'
import { withChaos } from '../../src/vitest/index.ts'
import { errorOf } from '../faults/bench.ts'
import { hear, runAgent } from './langchain.ts'
import { parcelAnswers, prompt, text } from './parcel.ts'

const test = withChaos({ seed: 'tuesday', providers: [cohere()], answers: parcelAnswers, clientBehavior: 'ignore' })

describe('@langchain/cohere', () => {
  const model = (maxRetries = 0): ChatCohere => new ChatCohere({ apiKey: 'test', model: 'command-r-plus', maxRetries })

  test('makes a call, and reports its cost', async ({ chaos }) => {
    const reply = await model().invoke(prompt)
    expect(reply.text).toBe(text)
    expect(reply.usage_metadata).toMatchObject({ output_tokens: chaos.journal.calls[0]!.usage!.outputTokens })
    expect(chaos.journal.calls).toMatchObject([{ endpoint: 'chat', model: 'command-r-plus' }])
  })

  test('streams, and reports its cost', async ({ chaos }) => {
    let usage: unknown
    let streamed = ''
    for await (const chunk of await model().stream(prompt)) {
      streamed += chunk.text
      usage = chunk.usage_metadata ?? usage
    }
    expect(streamed).toBe(text)
    expect(usage).toMatchObject({ output_tokens: chaos.journal.calls[0]!.usage!.outputTokens })
    expect(chaos.journal.calls).toMatchObject([{ call: { stream: true }, ending: 'complete', received: text }])
  })

  test('runs a tool, and continues with its result', async ({ chaos }) => {
    expect(await runAgent(model())).toBe(text)
    const [first, second] = chaos.journal.calls
    expect(first!.call.tools).toMatchObject([{ name: 'track', parameters: { properties: { id: { type: 'number' } }, required: ['id'] } }])
    const [call] = second!.call.messages.at(-2)!.parts
    expect(second!.call.messages.at(-1)!.parts).toMatchObject([{ type: 'tool-result', id: (call as { id: string }).id }])
  })

  test('embeds', async ({ chaos }) => {
    const embeddings = new CohereEmbeddings({ apiKey: 'test', model: 'embed-english-v3.0' })
    expect((await embeddings.embedDocuments(['A parcel.', 'A heron.'])).map(({ length }) => length)).toEqual([1_024, 1_024])
    expect(await embeddings.embedQuery('A parcel?')).toHaveLength(1_024)
    expect(chaos.journal).toHaveCalled(2)
  })

  test('reranks', async ({ chaos }) => {
    const reranker = new CohereRerank({ apiKey: 'test', model: 'rerank-english-v3.0' })
    const ranked = await reranker.rerank(['A heron stands in the pond.', 'The parcel is in Ghent.'], prompt)
    expect(ranked.map(({ index }) => index)).toEqual([1, 0])
    expect(chaos.journal.calls[0]!.endpoint).toBe('rerank')
  })

  test('continues from a prompt', async ({ chaos }) => {
    expect(await new Cohere({ apiKey: 'test', model: 'command', maxRetries: 0 }).invoke(prompt)).toBe(text)
    expect(chaos.journal.calls[0]!.endpoint).toBe('generate')
  })

  test('retries errors that can pass', async ({ chaos }) => {
    chaos.inject(overloaded().first(1))
    expect((await model(1).invoke(prompt)).text).toBe(text)
    expect(chaos.journal.calls.length).toBeGreaterThan(1)
  })

  test.for([
    [authenticationFailed(), 401],
    [contextLengthExceeded(), 400],
  ] as const)('fails at once if it must not retry', async ([injection, status], { chaos }) => {
    chaos.inject(injection)
    expect(await errorOf(model(2).invoke(prompt))).toMatchObject({ status })
    expect(chaos.journal).toHaveCalled(1)
  })

  test('treats a stream that fails midway, and one that is truncated, as complete', async ({ chaos }) => {
    chaos.inject(midStreamError({ afterDeltas: 3 }).nth(1), truncatedStream({ afterDeltas: 3 }).nth(2))
    for (const index of [0, 1]) {
      expect(await hear(model().stream(prompt))).toEqual({ text: 'Your parcel is', error: undefined })
      expect(chaos.journal.calls[index]!.ending).toBe('truncated')
    }
  })

  test('reports a stream that is broken off', async ({ chaos }) => {
    chaos.inject(truncatedStream({ afterDeltas: 3, ending: 'reset' }))
    const heard = await hear(model().stream(prompt))
    expect(heard.text).toBe(chaos.journal.calls[0]!.received)
    expect(heard.error).toBeDefined()
  })

  test('ends a stalled stream at the timeout of the call', async ({ chaos }) => {
    chaos.inject(stalledStream({ afterDeltas: 3 }))
    expect((await hear(model().stream(prompt, { timeout: 20_000 }))).error).toMatchObject({ name: 'TimeoutError' })
  })

  test('reports a broken connection', async ({ chaos }) => {
    chaos.inject(connectionReset())
    expect(await errorOf(model().invoke(prompt))).toBeDefined()
  })
})
