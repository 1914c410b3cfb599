import { ChromaClient, type Collection } from 'chromadb'
import { expect } from 'vitest'
import { emptyResults, overloaded, rateLimited } from '../../faults/index.ts'
import { chroma } from '../../src/providers/http/index.ts'
import { withChaos } from '../../src/vitest/index.ts'

const books = [{ id: 'emma', embedding: [1, 0], document: 'Emma' }]
const test = withChaos({ providers: [chroma({ collections: { books } })], seed: 'tuesday', clientBehavior: 'ignore' })

const ids = ['a', 'b', 'c']
const embeddings = [
  [1, 0, 0],
  [0.9, 0.1, 0],
  [0, 0, 1],
]
const documents = ['Thirty days.', 'Two years.', 'By post.']
const metadatas = [{ year: 2024 }, { year: 2026, kind: 'law' }, { year: 2026 }]

async function filled(): Promise<Collection> {
  const client = new ChromaClient()
  const collection = await client.createCollection({ name: 'docs', embeddingFunction: null, configuration: { hnsw: { space: 'cosine' } } })
  await collection.add({ ids, embeddings, documents, metadatas })
  return collection
}

test('finds what was added, the nearest first', async ({ chaos }) => {
  const collection = await filled()
  const found = await collection.query({ queryEmbeddings: [[1, 0, 0]], nResults: 2 })
  expect(found.rows()[0]).toMatchObject([
    { id: 'a', document: 'Thirty days.', metadata: { year: 2024 }, distance: 0 },
    { id: 'b', document: 'Two years.' },
  ])
  expect(chaos.journal.calls.at(-1)).toMatchObject({ endpoint: 'records.query', executed: true })
})

test.for([
  [{ where: { year: 2026 } }, ['b', 'c']],
  [{ where: { $and: [{ year: { $gte: 2025 } }, { kind: { $ne: 'law' } }] } }, ['c']],
  [{ whereDocument: { $contains: 'post' } }, ['c']],
  [{ whereDocument: { $or: [{ $contains: 'days' }, { $not_contains: 'e' }] } }, ['a', 'c']],
] as const)('filters by %j', async ([filter, expected], { chaos }) => {
  const collection = await filled()
  const filters = filter as unknown as Parameters<Collection['get']>[0]
  expect((await collection.get(filters)).ids).toEqual(expected)
  expect((await collection.query({ queryEmbeddings: [[1, 0, 0]], ...(filters as object) })).ids[0]?.toSorted()).toEqual(expected)
  expect(chaos.journal.calls.at(-1)?.status).toBe(200)
})

test('reads, changes and deletes records', async ({ chaos }) => {
  const collection = await filled()
  await collection.add({ ids: ['a'], embeddings: [[0, 1, 0]], documents: ['Other.'] })
  await collection.update({ ids: ['a'], metadatas: [{ seen: true }] })
  await collection.upsert({ ids: ['d'], embeddings: [[0, 1, 0]] })
  expect((await collection.get({ ids: ['a'], include: ['embeddings', 'documents', 'metadatas'] })).rows()).toMatchObject([
    { id: 'a', document: 'Thirty days.', embedding: [1, 0, 0], metadata: { year: 2024, seen: true } },
  ])
  expect(await collection.delete({ ids: ['b'] })).toEqual({ deleted: 1 })
  expect([await collection.count(), (await collection.peek({ limit: 1 })).ids]).toEqual([3, ['a']])
  expect(chaos.journal.calls.filter(({ effect }) => effect !== undefined)).toHaveLength(6)
})

test('has collections', async ({ chaos }) => {
  const client = new ChromaClient()
  await client.getOrCreateCollection({ name: 'docs', embeddingFunction: null })
  expect((await client.getOrCreateCollection({ name: 'docs', embeddingFunction: null })).name).toBe('docs')
  expect([await client.countCollections(), (await client.listCollections()).map(({ name }) => name)]).toEqual([2, ['books', 'docs']])
  await client.deleteCollection({ name: 'docs' })
  await expect(client.getCollection({ name: 'docs' })).rejects.toMatchObject({ name: 'ChromaNotFoundError' })
  await expect(client.createCollection({ name: 'books', embeddingFunction: null })).rejects.toMatchObject({ name: 'ChromaUniqueError' })
  expect(await client.heartbeat()).toBe(0)
  expect(chaos.journal.calls.at(-2)?.status).toBe(409)
})

test('refuses what does not fit, in its own form', async ({ chaos }) => {
  const collection = await filled()
  await expect(collection.upsert({ ids: ['e'], embeddings: [[1]] })).rejects.toThrow('expecting embedding with dimension of 3, got 1')
  await expect(collection.query({ queryEmbeddings: [[1]] })).rejects.toThrow('expecting embedding with dimension of 3, got 1')
  expect(chaos.journal.calls.at(-1)?.status).toBe(400)
})

test('fails in its own form', async ({ chaos }) => {
  const collection = await filled()
  chaos.inject(overloaded().nth(1), rateLimited().nth(2), emptyResults().nth(3))
  const query = (): Promise<string[][]> => collection.query({ queryEmbeddings: [[1, 0, 0]] }).then((found) => found.ids)
  await expect(query()).rejects.toThrow('Service Unavailable')
  await expect(query()).rejects.toMatchObject({ name: 'ChromaRateLimitError' })
  expect(await query()).toEqual([[]])
})
