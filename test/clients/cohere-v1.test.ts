import { CohereClient } from 'cohere-ai'
import { describe, expect } from 'vitest'
import { midStreamError } from '../../faults/index.ts'
import { cohere } from '../../src/index.ts'
import { withChaos } from '../../src/vitest/index.ts'
import { errorOf } from '../faults/bench.ts'
import { parcelAnswers, prompt, text } from './parcel.ts'

const test = withChaos({ seed: 'tuesday', providers: [cohere()], answers: parcelAnswers, clientBehavior: 'ignore' })
const client = new CohereClient({ token: 'test', maxRetries: 0 })
const call = { name: 'track', parameters: { id: 7 } }
const tools = [{ name: 'track', description: 'Where a parcel is', parameterDefinitions: { id: { type: 'int', required: true } } }]

async function eventsOf(request: Parameters<CohereClient['chatStream']>[0]): Promise<readonly { readonly eventType: string }[]> {
  const events = []
  for await (const event of await client.chatStream(request)) events.push(event)
  return events
}

describe('cohere-ai, version 1', () => {
  test('hands the conversation back', async ({ chaos }) => {
    const chatHistory = [{ role: 'USER' as const, message: 'Hello' }]
    const reply = await client.chat({ message: prompt, preamble: 'Be brief.', chatHistory })
    expect(reply).toMatchObject({ text, finishReason: 'COMPLETE', chatHistory: [...chatHistory, { message: prompt }, { message: text }] })
    expect(chaos.journal.calls[0]!.call.messages.map(({ role }) => role)).toEqual(['system', 'user', 'user'])
  })

  test('calls a tool, streaming and non-streaming, and reads its result', async ({ chaos }) => {
    expect((await client.chat({ message: prompt, tools })).toolCalls).toEqual([call])
    expect(chaos.journal.calls[0]!.call.tools).toMatchObject([{ parameters: { properties: { id: { type: 'integer' } } } }])
    const events = await eventsOf({ message: prompt, tools })
    expect(new Set(events.map(({ eventType }) => eventType))).toEqual(
      new Set(['stream-start', 'tool-calls-chunk', 'tool-calls-generation', 'stream-end']),
    )
    expect(events.at(-1)).toMatchObject({ response: { toolCalls: [call] } })
    const answered = await client.chat({ message: prompt, tools, toolResults: [{ call, outputs: [{ place: 'Ghent' }] }] })
    expect(answered.text).toBe(text)
  })

  test('reports at the end of a stream that it failed', async ({ chaos }) => {
    chaos.inject(midStreamError({ afterDeltas: 3 }))
    expect((await eventsOf({ message: prompt })).at(-1)).toMatchObject({ eventType: 'stream-end', finishReason: 'ERROR' })
  })

  test('streams lines of JSON, or server-sent events on request', async ({ chaos }) => {
    const ask = (headers: object): Promise<Response> =>
      fetch('https://api.cohere.com/v1/chat', {
        method: 'POST',
        headers: { authorization: 'Bearer test', ...headers },
        body: JSON.stringify({ message: prompt, stream: true }),
      })
    const lines = await ask({})
    expect(lines.headers.get('content-type')).toBe('application/stream+json')
    expect(await lines.text()).toMatch(/^\{"is_finished":false,"event_type":"stream-start",.*\}\n$/s)
    expect(await (await ask({ accepts: 'text/event-stream' })).text()).toMatch(/^data: \{"is_finished":false/)
    expect(chaos.journal).toHaveCalled(2)
  })

  test('embeds to plain lists if no form is requested', async ({ chaos }) => {
    expect(await client.embed({ texts: ['A parcel.'] })).toMatchObject({ responseType: 'embeddings_floats', texts: ['A parcel.'] })
    const typed = await client.embed({
      texts: ['A parcel.'],
      model: 'embed-english-light-v3.0',
      inputType: 'search_query',
      embeddingTypes: ['int8'],
    })
    expect(typed).toMatchObject({ responseType: 'embeddings_by_type', embeddings: { int8: [{ length: 384 }] } })
    expect(chaos.journal).toHaveCalled(2)
  })

  test.for<[Parameters<CohereClient['chat']>[0], string]>([
    [{ message: '' }, 'message must be at least 1 token long'],
    [{ message: prompt, connectors: [{ id: 'web-search' }] }, "brownout does not emulate 'connectors'"],
    [{ message: prompt, searchQueriesOnly: true }, "brownout does not emulate 'search_queries_only'"],
  ])('refuses %o in words', async ([request, words], { chaos }) => {
    const error = await errorOf(client.chat(request))
    expect(error).toMatchObject({ statusCode: 400, body: { message: expect.stringContaining(words) as unknown } })
    expect(chaos.journal).toHaveCalled(1)
  })

  test('returns the ranked documents on request', async ({ chaos }) => {
    const { results } = await client.rerank({
      query: prompt,
      documents: ['A heron.', { text: 'My parcel.' }],
      topN: 1,
      returnDocuments: true,
      model: 'rerank-v3.5',
    })
    expect(results).toMatchObject([{ index: 1, document: { text: 'My parcel.' } }])
    expect(chaos.journal).toHaveCalled(1)
  })
})
