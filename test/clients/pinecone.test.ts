import { Pinecone } from '@pinecone-database/pinecone'
import { expect } from 'vitest'
import { emptyResults, overloaded, pageMissing, rateLimited } from '../../faults/index.ts'
import { pinecone } from '../../src/providers/http/index.ts'
import { withChaos } from '../../src/vitest/index.ts'

const books = [{ id: 'emma', values: [1, 0, 0], metadata: { title: 'Emma' } }]
const test = withChaos({ providers: [pinecone({ indexes: { books } })], seed: 'tuesday' })

const records = [
  { id: 'a', values: [1, 0, 0], metadata: { text: 'Thirty days.', year: 2024, tags: ['terms'] } },
  { id: 'b', values: [0.9, 0.1, 0], metadata: { text: 'Two years.', year: 2026, tags: ['terms', 'law'] } },
  { id: 'c', values: [0, 0, 1], metadata: { text: 'By post.', year: 2026 } },
]

// Each test has a key of its own: the client remembers hosts by key and name, in all tests of a file.
let keys = 0

async function filled(): Promise<ReturnType<Pinecone['index']>> {
  const index = new Pinecone({ apiKey: `key-${keys++}` }).index({ name: 'books', namespace: 'docs' })
  await index.upsert({ records })
  return index
}

test('finds what was upserted, the nearest first', async ({ chaos }) => {
  const index = await filled()
  const { matches, namespace } = await index.query({ vector: [1, 0, 0], topK: 2, includeMetadata: true })
  expect([namespace, matches]).toMatchObject([
    'docs',
    [
      { id: 'a', score: 1, metadata: { text: 'Thirty days.' } },
      { id: 'b', metadata: { text: 'Two years.' } },
    ],
  ])
  expect((await index.query({ id: 'c', topK: 1, includeValues: true })).matches[0]).toMatchObject({ id: 'c', values: [0, 0, 1] })
  expect(chaos.journal.calls.map(({ endpoint, host }) => `${endpoint} ${host}`)).toEqual([
    'indexes.describe api.pinecone.io',
    ...['vectors.upsert', 'query', 'query'].map((endpoint) => `${endpoint} books-1a2b3c4.svc.aped-4627-b74a.pinecone.io`),
  ])
})

test.for([
  [{ year: 2026 }, ['b', 'c']],
  [{ year: { $gte: 2025 }, tags: { $ne: 'law' } }, ['c']],
  [{ $or: [{ text: { $eq: 'By post.' } }, { tags: { $in: ['terms'] } }] }, ['a', 'b', 'c']],
  [{ tags: { $exists: false } }, ['c']],
  [{ $and: [{ tags: 'terms' }, { year: { $lt: 2025 } }] }, ['a']],
  [{ tags: { $nin: ['law'] } }, ['a', 'c']],
] as const)('filters by %j', async ([filter, ids], { chaos }) => {
  const index = await filled()
  const { matches } = await index.query({ vector: [1, 0, 0], topK: 10, filter: filter as unknown as object })
  expect(matches.map(({ id }) => id)).toEqual(ids)
  expect(chaos.journal.calls.at(-1)?.status).toBe(200)
})

test('lists pages, fetches, updates and deletes records', async ({ chaos }) => {
  const index = await filled()
  const first = await index.listPaginated({ limit: 2 })
  expect([first.vectors?.map(({ id }) => id), first.pagination?.next]).toEqual([['a', 'b'], '2'])
  expect((await index.listPaginated({ limit: 2, paginationToken: '2' })).vectors?.map(({ id }) => id)).toEqual(['c'])
  await index.update({ id: 'a', metadata: { seen: true } })
  expect((await index.fetch({ ids: ['a', 'none'] })).records).toEqual({
    a: { ...records[0], metadata: { ...records[0]!.metadata, seen: true } },
  })
  await index.deleteOne({ id: 'a' })
  await index.deleteMany({ filter: { text: 'By post.' } })
  expect(await index.describeIndexStats()).toMatchObject({
    dimension: 3,
    totalRecordCount: 2,
    namespaces: { __default__: { recordCount: 1 }, docs: { recordCount: 1 } },
  })
  expect(chaos.journal.calls.filter(({ effect }) => effect !== undefined)).toHaveLength(4)
})

test('has indexes', async ({ chaos }) => {
  const client = new Pinecone({ apiKey: 'indexes' })
  await client.indexes.create({
    name: 'new',
    dimension: 2,
    metric: 'dotproduct',
    spec: { serverless: { cloud: 'aws', region: 'us-east-1' } },
  } as never)
  expect((await client.indexes.list()).indexes?.map(({ name }) => name)).toEqual(['books', 'new'])
  await client.indexes.delete('new')
  await expect(client.indexes.describe('new')).rejects.toMatchObject({ name: 'PineconeNotFoundError' })
  expect(JSON.parse(chaos.journal.calls.at(-1)!.received)).toEqual({
    error: { code: 'NOT_FOUND', message: 'Resource new not found' },
    status: 404,
  })
})

test('refuses what does not fit, in its own words', async ({ chaos }) => {
  const index = await filled()
  await expect(index.upsert({ records: [{ id: 'd', values: [1] }] })).rejects.toThrow(
    'Vector dimension 1 does not match the dimension of the index 3',
  )
  await expect(index.query({ vector: [1], topK: 1 })).rejects.toThrow('Vector dimension 1 does not match')
  await expect(index.query({ vector: [1, 0, 0], topK: 1, filter: { year: { $near: 2 } } })).rejects.toThrow('does not emulate')
  expect(chaos.journal.calls.slice(-3).map(({ status }) => status)).toEqual([400, 400, 400])
})

test('fails in its own form, and its client retries a 503', async ({ chaos }) => {
  const index = await filled()
  chaos.inject(overloaded().first(2), rateLimited().nth(4), emptyResults().nth(5), pageMissing().for({ endpoint: 'vectors.list' }))
  const query = { vector: [1, 0, 0], topK: 1 }
  expect((await index.query(query)).matches).toHaveLength(1)
  expect(chaos.journal.calls.filter(({ endpoint }) => endpoint === 'query').map(({ status }) => status)).toEqual([503, 503, 200])
  await expect(index.query(query)).rejects.toThrow('Too Many Requests')
  expect((await index.query(query)).matches).toEqual([])
  expect((await index.listPaginated({ limit: 2 })).pagination).toBeUndefined()
})
