import { Ollama } from 'ollama'
import OpenAI from 'openai'
import { describe, expect } from 'vitest'
import { contextLengthExceeded, midStreamError, modelNotFound, overloaded, truncatedStream } from '../../faults/index.ts'
import { ollama } from '../../src/index.ts'
import { withChaos } from '../../src/vitest/index.ts'
import { errorOf } from '../faults/bench.ts'
import { parcelAnswers, prompt, text } from './parcel.ts'

const test = withChaos({ seed: 'tuesday', providers: [ollama()], answers: parcelAnswers, clientBehavior: 'ignore' })
const client = new Ollama()

describe('ollama, what models there are', () => {
  test('lists the models that are pulled, and those in memory', async ({ chaos }) => {
    const { models } = await client.list()
    expect(models.map(({ name }) => name)).toContain('llama3.2:latest')
    expect(models[0]).toMatchObject({
      digest: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown,
      details: { format: 'gguf', family: 'llama' },
    })
    expect((await client.ps()).models).toMatchObject([{ name: 'llama3.2:latest', size_vram: models[0]!.size, context_length: 4_096 }])
    expect(chaos.journal.calls.map(({ endpoint }) => endpoint)).toEqual(['tags', 'ps'])
  })

  test('shows any model, and what it can do', async ({ chaos }) => {
    expect(await client.show({ model: 'qwen3' })).toMatchObject({ capabilities: ['completion', 'tools', 'thinking'] })
    expect(await client.show({ model: 'my-own:7b' })).toMatchObject({ model_info: { 'general.architecture': 'llama' } })
    const named = await fetch('http://127.0.0.1:11434/api/show', { method: 'POST', body: '{"name":"nomic-embed-text"}' })
    expect(await named.json()).toMatchObject({ capabilities: ['embedding'] })
    expect(chaos.journal.calls.map(({ model }) => model)).toEqual(['qwen3', 'my-own:7b', 'nomic-embed-text'])
  })

  test('reports a model as not found if a fault removes it', async ({ chaos }) => {
    chaos.inject(modelNotFound())
    expect(await errorOf(client.show({ model: 'qwen3' }))).toMatchObject({ message: "model 'qwen3' not found", status_code: 404 })
  })

  test('returns its version', async ({ chaos }) => {
    expect((await client.version()).version).toMatch(/^\d+\.\d+\.\d+$/)
    expect(chaos.journal).toHaveCalled(1)
  })

  test('embeds one text in the form of older clients', async ({ chaos }) => {
    expect((await client.embeddings({ model: 'nomic-embed-text', prompt: 'A parcel.' })).embedding).toHaveLength(768)
    const refused = await fetch('http://127.0.0.1:11434/api/embeddings', { method: 'POST', body: '{"prompt":7}' })
    expect(await refused.json()).toEqual({
      error: 'json: cannot unmarshal number into Go struct field EmbeddingRequest.prompt of type string',
    })
    expect(chaos.journal).toHaveCalled(2)
  })
})

describe("ollama's API in OpenAI's dialect", () => {
  const compatible = new OpenAI({ apiKey: 'ollama', baseURL: 'http://127.0.0.1:11434/v1', maxRetries: 0, logLevel: 'off' })
  const asked = { model: 'llama3.2', messages: [{ role: 'user' as const, content: prompt }] }

  async function streamed(): Promise<string> {
    let told = ''
    for await (const chunk of await compatible.chat.completions.create({ ...asked, stream: true }))
      told += chunk.choices[0]?.delta.content ?? ''
    return told
  }

  test('answers, streaming and non-streaming, without a key', async ({ chaos }) => {
    const completion = await compatible.chat.completions.create(asked, { headers: { authorization: null } })
    expect(completion).toMatchObject({ system_fingerprint: 'fp_ollama', choices: [{ message: { content: text } }] })
    expect(await streamed()).toBe(text)
    expect(chaos.journal.calls.map(({ endpoint }) => endpoint)).toEqual(['chat.completions', 'chat.completions'])
  })

  test('calls a tool in one piece', async ({ chaos }) => {
    const tools = [
      { type: 'function' as const, function: { name: 'track', parameters: { type: 'object', properties: { id: { type: 'number' } } } } },
    ]
    const chunks = []
    for await (const chunk of await compatible.chat.completions.create({ ...asked, tools, stream: true })) chunks.push(chunk)
    expect(chunks.flatMap(({ choices }) => choices[0]?.delta.tool_calls ?? [])).toMatchObject([
      { function: { name: 'track', arguments: '{"id":7}' } },
    ])
    expect(chaos.journal).toHaveCalled(1)
  })

  test('lists models, embeds, and continues from a prompt', async ({ chaos }) => {
    expect((await compatible.models.list()).data[0]).toMatchObject({ id: 'llama3.2:latest', owned_by: 'library' })
    expect((await compatible.embeddings.create({ model: 'nomic-embed-text', input: 'A parcel.' })).data).toHaveLength(1)
    expect((await compatible.completions.create({ model: 'llama3.2', prompt })).choices[0]!.text).toBe(text)
    expect(chaos.journal).toHaveCalled(3)
  })

  test.for([
    [modelNotFound(), 404, 'not_found_error', "model 'llama3.2' not found"],
    [contextLengthExceeded(), 400, 'invalid_request_error', 'prompt too long'],
    [overloaded(), 503, 'api_error', 'server busy, please try again.  maximum pending requests exceeded'],
  ] as const)('fails in the words of the server: %s', async ([injection, status, type, words], { chaos }) => {
    chaos.inject(injection)
    const error = await errorOf(compatible.chat.completions.create(asked))
    expect(error).toMatchObject({ status, type, code: null, message: expect.stringContaining(words) as unknown })
  })

  test('receives the text before a stream is truncated, and an error midway', async ({ chaos }) => {
    chaos.inject(truncatedStream({ afterDeltas: 2 }).nth(1), midStreamError({ afterDeltas: 2 }).nth(2))
    expect(await streamed()).toBe('Your parcel')
    expect(await errorOf(streamed())).toMatchObject({ type: 'api_error' })
  })
})
