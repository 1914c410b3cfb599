import { createGoogleGenerativeAI } from '@ai-sdk/google'
import { ApiError, GoogleGenAI } from '@google/genai'
import { GoogleGenerativeAIEmbeddings } from '@langchain/google-genai'
import { embed, embedMany } from 'ai'
import { describe, expect } from 'vitest'
import { modelNotFound, overloaded, wrongDimensions } from '../../faults/index.ts'
import { gemini } from '../../src/index.ts'
import { withChaos } from '../../src/vitest/index.ts'

const test = withChaos({ seed: 'tuesday', providers: [gemini()] })
const client = (): GoogleGenAI => new GoogleGenAI({ apiKey: 'test' })
const vertex = (): GoogleGenAI => new GoogleGenAI({ vertexai: true, apiKey: 'test' })
const question = { model: 'gemini-2.5-flash', contents: 'Where is my parcel?' }
const texts = ['Where is my parcel?', 'My parcel, where is it?', 'A heron stands in the water.']

function similarity(one: readonly number[], other: readonly number[]): number {
  return one.reduce((sum, number, index) => sum + number * other[index]!, 0)
}

describe('vectors', () => {
  test('are near if the texts are, and as long as the model makes them, or the app requests', async ({ chaos }) => {
    const { embeddings } = await client().models.embedContent({ model: 'gemini-embedding-001', contents: texts })
    const [one, other, heron] = embeddings!.map(({ values }) => values!)
    expect([one!.length, embeddings!.length]).toEqual([3_072, 3])
    expect(similarity(one!, other!)).toBeGreaterThan(similarity(one!, heron!))
    const config = { outputDimensionality: 64 }
    const short = await client().models.embedContent({ model: 'gemini-embedding-001', contents: texts, config })
    expect(short.embeddings!.map(({ values }) => values!.length)).toEqual([64, 64, 64])
    expect(chaos.journal.calls).toMatchObject([{ endpoint: 'embedContent', ending: 'complete' }, { ending: 'complete' }])
  })

  test('of Vertex AI are the same, and are counted', async ({ chaos }) => {
    const asked = { model: 'gemini-embedding-001', contents: texts, config: { outputDimensionality: 64 } }
    const [plain, published] = [await client().models.embedContent(asked), await vertex().models.embedContent(asked)]
    expect(published.embeddings!.map(({ values }) => values)).toEqual(plain.embeddings!.map(({ values }) => values))
    expect(published.embeddings![0]!.statistics).toMatchObject({ truncated: false, tokenCount: 5 })
    expect(published.metadata!.billableCharacterCount).toBe(texts.join('').replaceAll(' ', '').length)
    expect(chaos.journal).toHaveCalled(2)
  })

  test('of one text are read by the AI SDK and by LangChain', async ({ chaos }) => {
    const model = createGoogleGenerativeAI({ apiKey: 'test' }).embedding('gemini-embedding-001')
    const { embedding } = await embed({ model, value: texts[0]! })
    const { embeddings } = await embedMany({ model, values: texts })
    expect(embeddings[0]).toEqual(embedding)
    const langchain = new GoogleGenerativeAIEmbeddings({ model: 'gemini-embedding-001', apiKey: 'test' })
    expect(await langchain.embedQuery(texts[0]!)).toEqual(embedding)
    expect(await langchain.embedDocuments(texts)).toEqual(embeddings)
    expect(chaos.journal).toHaveCalled(4)
  })

  test('are refused for nothing, and fail as answers do', async ({ chaos }) => {
    await expect(client().models.embedContent({ model: 'gemini-embedding-001', contents: [] })).rejects.toMatchObject({ status: 400 })
    chaos.inject(overloaded().nth(1), wrongDimensions().nth(2))
    const asked = { model: 'gemini-embedding-001', contents: texts, config: { outputDimensionality: 64 } }
    await expect(client().models.embedContent(asked)).rejects.toThrow(ApiError)
    const wrong = await client().models.embedContent(asked)
    expect(wrong.embeddings!.every(({ values }) => values!.length === 64)).toBe(false)
  })
})

describe('a count of tokens', () => {
  test('is what the answer is then billed', async ({ chaos }) => {
    const { totalTokens } = await client().models.countTokens(question)
    const { usageMetadata } = await client().models.generateContent(question)
    expect(totalTokens).toBe(usageMetadata!.promptTokenCount)
    expect(totalTokens).toBeGreaterThan(4)
    expect((await vertex().models.countTokens(question)).totalTokens).toBe(totalTokens)
    expect(chaos.journal.calls.map(({ endpoint }) => endpoint)).toEqual(['countTokens', 'generateContent', 'countTokens'])
  })

  test('accepts a complete request, too, and is refused for none', async ({ chaos }) => {
    const count = async (body: unknown): Promise<unknown> => {
      const url = 'https://generativelanguage.googleapis.com/v1beta/models/gemini-2.5-flash:countTokens'
      return (await fetch(url, { method: 'POST', headers: { 'x-goog-api-key': 'test' }, body: JSON.stringify(body) })).json()
    }
    const asked = { contents: [{ parts: [{ text: question.contents }] }] }
    expect(await count({ generateContentRequest: { model: 'models/gemini-2.5-flash', ...asked } })).toEqual(await count(asked))
    expect(await count({})).toMatchObject({ error: { code: 400, status: 'INVALID_ARGUMENT' } })
    expect(chaos.journal).toHaveCalled(3)
  })
})

describe('models', () => {
  test('are listed, and each is there', async ({ chaos }) => {
    for (const google of [client(), vertex()]) {
      const listed: (string | undefined)[] = []
      for await (const { name } of await google.models.list()) listed.push(name)
      expect(listed.some((name) => name?.endsWith('models/gemini-2.5-flash'))).toBe(true)
    }
    expect(await client().models.get({ model: 'gemini-2.5-pro' })).toMatchObject({
      displayName: 'Gemini 2.5 Pro',
      inputTokenLimit: 1_048_576,
    })
    expect(chaos.journal.calls.map(({ endpoint, ending }) => [endpoint, ending])).toEqual(
      Array.from({ length: 3 }, () => ['models', 'complete']),
    )
  })

  test('are not found if a fault removes them, in the words of the method', async ({ chaos }) => {
    chaos.inject(modelNotFound())
    await expect(client().models.get({ model: 'gemini-2.5-pro' })).rejects.toThrow(
      'Model is not found: models/gemini-2.5-pro for api version v1',
    )
    await expect(client().models.countTokens(question)).rejects.toThrow('is not supported for countTokens')
    expect(chaos.journal).toHaveCalled(2)
  })
})
