import Anthropic from '@anthropic-ai/sdk'
import { Ollama } from 'ollama'
import OpenAI from 'openai'
import { describe, expect } from 'vitest'
import { errorOf } from '../faults/bench.ts'
import { anthropic, ollama, openai } from '../../src/index.ts'
import { withChaos } from '../../src/vitest/index.ts'

const test = withChaos({ clientBehavior: 'ignore', providers: [openai(), anthropic(), ollama()] })
const messages = [{ role: 'user' as const, content: 'Where is my parcel?' }]
const parameters = { type: 'object' as const, required: 'id' }

describe('an invalid JSON Schema', () => {
  test('is refused by OpenAI', async ({ chaos }) => {
    const tools = [{ type: 'function' as const, function: { name: 'track', parameters } }]
    const error = await errorOf(new OpenAI({ apiKey: 'test' }).chat.completions.create({ model: 'gpt-4o', messages, tools }))
    expect(error).toMatchObject({
      status: 400,
      code: 'invalid_function_parameters',
      message: `400 Invalid schema for function 'track': In context=(), "id" is not of type 'array'.`,
    })
    expect(chaos.journal.bugs).toEqual([])
  })

  test('is refused by Anthropic', async ({ chaos }) => {
    const tools = [{ name: 'track', input_schema: parameters as unknown as Anthropic.Tool.InputSchema }]
    const error = await errorOf(new Anthropic({ apiKey: 'test' }).messages.create({ model: 'm', max_tokens: 9, messages, tools }))
    expect(error).toMatchObject({ status: 400 })
    expect((error as Error).message).toContain('tools.0.custom.input_schema: JSON schema is invalid.')
    expect(chaos.journal.bugs).toEqual([])
  })
})

describe('vectors of Ollama', () => {
  const embed = (body: object): Promise<unknown> => errorOf(new Ollama().embed(body as Parameters<Ollama['embed']>[0]))

  test('are refused in words that its client reads', async ({ chaos }) => {
    expect(await embed({})).toMatchObject({ message: 'model is required', status_code: 400 })
    expect(await embed({ model: 'all-minilm', input: 5 })).toMatchObject({ status_code: 400 })
    expect(await embed({ model: 'all-minilm', input: 'a', dimensions: 31.5 })).toMatchObject({ status_code: 400 })
    expect(chaos.journal.bugs).toEqual([])
  })

  test('are never longer than those of the model', async ({ chaos }) => {
    const { embeddings } = await new Ollama().embed({ model: 'all-minilm', input: 'a', dimensions: 1e9 })
    expect(embeddings.map(({ length }) => length)).toEqual([384])
    expect(chaos.journal.calls).toHaveLength(1)
  })

  test('of OpenAI are not either', async ({ chaos }) => {
    const client = new OpenAI({ apiKey: 'test' })
    const error = await errorOf(client.embeddings.create({ model: 'text-embedding-3-small', input: 'a', dimensions: 1e9 }))
    expect(error).toMatchObject({
      status: 400,
      message: "400 Invalid value for 'dimensions' = 1000000000. Must be less than or equal to 1536.",
    })
    expect(chaos.journal.bugs).toEqual([])
  })
})
