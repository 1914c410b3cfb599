import { createAmazonBedrock } from '@ai-sdk/amazon-bedrock'
import {
  ConverseCommand,
  CountTokensCommand,
  InvokeModelCommand,
  ThrottlingException,
  ValidationException,
} from '@aws-sdk/client-bedrock-runtime'
import { embedMany } from 'ai'
import { describe, expect } from 'vitest'
import { vectorsMissing, rateLimited } from '../../faults/index.ts'
import { bedrock } from '../../src/index.ts'
import { withChaos } from '../../src/vitest/index.ts'
import { bedrockClient } from '../../docs/generate/dialects/bedrock-client.ts'

const test = withChaos({ seed: 'tuesday', clientBehavior: 'ignore', providers: [bedrock()] })

async function invoke(modelId: string, body: object): Promise<Record<string, unknown>> {
  const { body: bytes } = await bedrockClient().send(new InvokeModelCommand({ modelId, body: JSON.stringify(body) }))
  return JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>
}

describe('vectors by InvokeModel', () => {
  test('of Titan', async ({ chaos }) => {
    const answer = await invoke('amazon.titan-embed-text-v2:0', { inputText: 'a parcel', dimensions: 256 })
    expect(answer['embedding']).toHaveLength(256)
    expect(answer['inputTextTokenCount']).toBe(chaos.journal.calls[0]!.usage!.inputTokens)
    expect((await invoke('amazon.titan-embed-text-v1', { inputText: 'a parcel' }))['embedding']).toHaveLength(1_536)
  })

  test('of Nova', async ({ chaos }) => {
    const singleEmbeddingParams = { embeddingPurpose: 'GENERIC_INDEX', text: { truncationMode: 'END', value: 'a parcel' } }
    const answer = await invoke('amazon.nova-2-multimodal-embeddings-v1:0', { taskType: 'SINGLE_EMBEDDING', singleEmbeddingParams })
    const [{ embedding }] = answer['embeddings'] as [{ embedding: number[] }]
    expect(embedding).toHaveLength(3_072)
    expect(chaos.journal.calls).toMatchObject([{ endpoint: 'invoke', ending: 'complete' }])
  })

  test('of Cohere, plain and by type', async ({ chaos }) => {
    const texts = ['a parcel', 'a heron']
    const plain = await invoke('cohere.embed-english-v3', { texts, input_type: 'search_query' })
    expect((plain['embeddings'] as number[][]).map(({ length }) => length)).toEqual([1_024, 1_024])
    const typed = await invoke('us.cohere.embed-v4:0', { texts, input_type: 'search_query', embedding_types: ['float'] })
    expect((typed['embeddings'] as { float: number[][] }).float.map(({ length }) => length)).toEqual([1_536, 1_536])
    expect(chaos.journal).toHaveCalled(2)
  })

  test('for the AI SDK', async ({ chaos }) => {
    const provider = createAmazonBedrock({ region: 'us-east-1', apiKey: 'test' })
    for (const id of ['amazon.titan-embed-text-v2:0', 'cohere.embed-v4:0', 'amazon.nova-2-multimodal-embeddings-v1:0']) {
      const { embeddings, usage } = await embedMany({ model: provider.embeddingModel(id), values: ['a parcel', 'a heron'] })
      expect(embeddings).toHaveLength(2)
      expect(usage.tokens).toBeGreaterThanOrEqual(0)
    }
    expect(chaos.journal.calls.every(({ ending }) => ending === 'complete')).toBe(true)
  })

  test.for([
    ['amazon.titan-embed-text-v2:0', {}, '#: required key [inputText] not found'],
    ['amazon.titan-embed-text-v2:0', { inputText: ['a'] }, '#/inputText: expected type: String, found: JSONArray'],
    ['amazon.titan-embed-text-v2:0', { inputText: 'a', size: 1 }, '#: extraneous key [size] is not permitted'],
    ['amazon.titan-embed-text-v2:0', { inputText: '' }, '#/inputText: expected minimum length: 1, found: 0'],
    ['cohere.embed-v4:0', { texts: ['a'] }, '#: required key [input_type] not found'],
    ['cohere.embed-v4:0', { texts: ['a'], input_type: 'x' }, '#/input_type: "x" is not a valid enum value'],
  ] as const)('refuse, by %s, %j', async ([modelId, body, reason], { chaos }) => {
    const error: unknown = await invoke(modelId, body).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ValidationException)
    expect((error as Error).message).toBe(`Malformed input request: ${reason}, please reformat your input and try again.`)
    expect(chaos.journal.calls).toMatchObject([{ ending: 'refused', model: modelId }])
  })

  test('fail as answers do, and can be too few', async ({ chaos }) => {
    chaos.inject(rateLimited().nth(1), vectorsMissing().nth(2))
    const body = { texts: ['a parcel', 'a heron'], input_type: 'search_query' }
    await expect(invoke('cohere.embed-v4:0', body)).rejects.toBeInstanceOf(ThrottlingException)
    expect((await invoke('cohere.embed-v4:0', { ...body, truncate: 'END' }))['embeddings']).not.toHaveLength(2)
  })
})

describe('a count of tokens', () => {
  const modelId = 'anthropic.claude-sonnet-4-5-20250929-v1:0'
  const messages = [{ role: 'user' as const, content: [{ text: 'Where is my parcel?' }] }]

  test('is what the answer is then billed', async ({ chaos }) => {
    const { inputTokens } = await bedrockClient().send(new CountTokensCommand({ modelId, input: { converse: { messages } } }))
    const { usage } = await bedrockClient().send(new ConverseCommand({ modelId, messages }))
    expect(inputTokens).toBe(usage!.inputTokens)
    expect(chaos.journal.calls.map(({ endpoint }) => endpoint)).toEqual(['count-tokens', 'converse'])
  })

  test('is the same for a body of InvokeModel, and refused if that is', async ({ chaos }) => {
    const asked = { anthropic_version: 'bedrock-2023-05-31', max_tokens: 100, messages: [{ role: 'user', content: 'Where is my parcel?' }] }
    const count = async (body: object): Promise<number | undefined> => {
      const input = { invokeModel: { body: new TextEncoder().encode(JSON.stringify(body)) } }
      return (await bedrockClient().send(new CountTokensCommand({ modelId, input }))).inputTokens
    }
    const { inputTokens } = await bedrockClient().send(new CountTokensCommand({ modelId, input: { converse: { messages } } }))
    expect(await count(asked)).toBe(inputTokens)
    await expect(count({ ...asked, max_tokens: undefined })).rejects.toBeInstanceOf(ValidationException)
    expect(chaos.journal).toHaveCalled(3)
  })
})
