import { embed, embedMany } from 'ai'
import { createOpenAI } from '@ai-sdk/openai'
import OpenAI from 'openai'
import { describe, expect } from 'vitest'
import {
  authenticationFailed,
  invalidVector,
  vectorsMissing,
  modelNotFound,
  rateLimited,
  silentModelSwap,
  truncatedStream,
  wrongDimensions,
} from '../../faults/index.ts'
import { similarity } from '../../src/engine/kit/vector.ts'
import { answers } from '../../src/index.ts'
import { withChaos } from '../../src/vitest/index.ts'

const test = withChaos({ seed: 'tuesday', clientBehavior: 'ignore' })
const client = (): OpenAI => new OpenAI({ apiKey: 'test', maxRetries: 0, logLevel: 'off' })
const model = 'text-embedding-3-small'
const texts = ['How do I return a parcel?', 'Returning parcels: how it is done', 'Herons fish in shallow water']

async function vectors(input: readonly string[] = texts, dimensions?: number): Promise<number[][]> {
  const { data } = await client().embeddings.create({ model, input: [...input], ...(dimensions === undefined ? {} : { dimensions }) })
  return data.map(({ embedding }) => embedding)
}

describe('embeddings', () => {
  test('are as long as the model makes them, or as the app requests', async ({ chaos }) => {
    expect((await vectors()).map((vector) => vector.length)).toEqual([1536, 1536, 1536])
    expect((await vectors(texts, 256)).map((vector) => vector.length)).toEqual([256, 256, 256])
    expect(chaos.journal.calls.every(({ ending }) => ending === 'complete')).toBe(true)
  })

  test('are of length 1, near for near texts and far for far ones, so that a retrieval finds what it should', async ({ chaos }) => {
    const [question, near, far] = await vectors()
    expect(similarity(question!, question!)).toBeCloseTo(1, 4)
    expect(similarity(question!, near!)).toBeGreaterThan(0.4)
    expect(Math.abs(similarity(question!, far!))).toBeLessThan(0.15)
    expect(chaos.journal.calls.every(({ ending }) => ending === 'complete')).toBe(true)
  })

  test('are the same for the same text, in base64 and as numbers', async ({ chaos }) => {
    const [inBase64] = await vectors(['heron'])
    const asNumbers = (await client().embeddings.create({ model, input: 'heron', encoding_format: 'float' })).data[0]!.embedding
    expect(asNumbers).toHaveLength(1536)
    for (const [index, number] of asNumbers.entries()) expect(inBase64![index]).toBeCloseTo(number, 5)
    expect(chaos.journal.calls.every(({ ending }) => ending === 'complete')).toBe(true)
  })

  test('are billed by what was sent', async ({ chaos }) => {
    const { usage, model: answered } = await client().embeddings.create({ model, input: texts })
    expect(usage.prompt_tokens).toBeGreaterThan(10)
    expect(usage.total_tokens).toBe(usage.prompt_tokens)
    expect(answered).toBe(model)
    expect(chaos.journal.calls.every(({ ending }) => ending === 'complete')).toBe(true)
  })

  test('go to the AI SDK', async ({ chaos }) => {
    const provider = createOpenAI({ apiKey: 'test' })
    const { embedding } = await embed({ model: provider.embedding(model), value: texts[0]! })
    const { embeddings } = await embedMany({ model: provider.embedding(model), values: texts })
    expect(embeddings[0]).toEqual(embedding)
    expect(chaos.journal.calls.every(({ ending }) => ending === 'complete')).toBe(true)
  })

  test('refuse what the API refuses', async ({ chaos }) => {
    await expect(client().embeddings.create({ model, input: [] })).rejects.toThrow(OpenAI.BadRequestError)
    await expect(client().embeddings.create({ model: 'text-embedding-ada-002', input: 'a', dimensions: 64 })).rejects.toThrow(
      'does not support specifying dimensions',
    )
    expect(chaos.journal.calls.map(({ ending }) => ending)).toEqual(['refused', 'refused'])
  })

  test('are in another space if another model answers in secret', async ({ chaos }) => {
    const [stored] = await vectors()
    chaos.inject(silentModelSwap({ to: 'text-embedding-4' }))
    const [question, near] = await vectors()
    expect(similarity(question!, near!)).toBeGreaterThan(0.4)
    expect(Math.abs(similarity(question!, stored!))).toBeLessThan(0.15)
  })

  test('have another length, NaN or zeros, or are too few, if a fault sets it', async ({ chaos }) => {
    chaos.inject(wrongDimensions({ dimensions: 768 }).nth(1), invalidVector().nth(2), invalidVector({ kind: 'zeros' }).nth(3))
    chaos.inject(vectorsMissing({ from: 'start' }).nth(4))
    expect((await vectors())[0]).toHaveLength(768)
    expect((await vectors())[0]!.every(Number.isNaN)).toBe(true)
    expect((await vectors())[0]!.every((number) => number === 0)).toBe(true)
    const short = await vectors()
    expect(short).toHaveLength(2)
    expect(similarity(short[0]!, (await vectors())[1]!)).toBeCloseTo(1, 4)
  })

  test('break off in the middle of the body', async ({ chaos }) => {
    chaos.inject(truncatedStream({ ending: 'reset' }))
    await expect(vectors()).rejects.toThrow('terminated')
    expect(chaos.journal.calls).toMatchObject([{ endpoint: 'embeddings', ending: 'reset' }])
  })

  test('are limited and refused as answers are', async ({ chaos }) => {
    chaos.inject(rateLimited().first(1), modelNotFound().nth(2))
    await expect(vectors()).rejects.toThrow(OpenAI.RateLimitError)
    await expect(vectors()).rejects.toThrow(OpenAI.NotFoundError)
  })
})

const speaking = withChaos({ seed: 'tuesday', answers: answers.script(['Yes.']) })

speaking('a script of answers is for questions, and not for vectors', async ({ chaos }) => {
  expect(await vectors()).toHaveLength(3)
  const { choices } = await client().chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Is it?' }] })
  expect(choices[0]!.message.content).toBe('Yes.')
  expect(chaos.journal.calls.every(({ ending }) => ending === 'complete')).toBe(true)
})

describe('moderations', () => {
  test('flag what has the words for it, and nothing else', async ({ chaos }) => {
    const { results, model: answered } = await client().moderations.create({ input: ['Where is my parcel?', 'I will kill you.'] })
    expect(results.map(({ flagged }) => flagged)).toEqual([false, true])
    expect(results[1]!.categories.violence).toBe(true)
    expect(results[1]!.category_scores.violence).toBeGreaterThan(0.5)
    expect(answered).toBe('omni-moderation-latest')
    expect(chaos.journal.calls.every(({ ending }) => ending === 'complete')).toBe(true)
  })
})

describe('models', () => {
  test('are listed, and each is there', async ({ chaos }) => {
    const listed: string[] = []
    for await (const { id } of client().models.list()) listed.push(id)
    expect(listed).toContain('gpt-4o')
    expect(await client().models.retrieve('ft:gpt-4o:acme')).toMatchObject({ id: 'ft:gpt-4o:acme', object: 'model' })
    expect(chaos.journal.calls.every(({ ending }) => ending === 'complete')).toBe(true)
  })

  test('are gone, or hidden from an unknown key, if a fault sets it', async ({ chaos }) => {
    chaos.inject(modelNotFound().nth(1), authenticationFailed().nth(2))
    await expect(client().models.retrieve('gpt-4o')).rejects.toThrow(OpenAI.NotFoundError)
    await expect(client().models.list()).rejects.toThrow(OpenAI.AuthenticationError)
  })
})
