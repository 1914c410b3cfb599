import { QdrantClient } from '@qdrant/js-client-rest'
import { expect } from 'vitest'
import { emptyResults, rateLimited, serverError } from '../../faults/index.ts'
import { qdrant } from '../../src/providers/http/index.ts'
import { withChaos } from '../../src/vitest/index.ts'

const test = withChaos({
  providers: [qdrant({ collections: { books: [{ id: 7, vector: [1, 0], payload: { title: 'Emma' } }] } })],
  seed: 'tuesday',
})

const points = [
  { id: 1, vector: [1, 0, 0], payload: { text: 'Thirty days.', year: 2024, tags: ['terms'] } },
  { id: 2, vector: [0.9, 0.1, 0], payload: { text: 'Two years.', year: 2026, tags: ['terms', 'law'], author: { name: 'Ada' } } },
  { id: 3, vector: [0, 0, 1], payload: { text: 'By post.', year: 2026 } },
]

async function filled(): Promise<QdrantClient> {
  const client = new QdrantClient({ checkCompatibility: false })
  await client.createCollection('docs', { vectors: { size: 3, distance: 'Cosine' } })
  await client.upsert('docs', { wait: true, points })
  return client
}

test('finds what was upserted, the nearest first', async ({ chaos }) => {
  const client = await filled()
  const { points: near } = await client.query('docs', { query: [1, 0, 0], limit: 2, with_payload: ['text'] })
  expect(near).toMatchObject([
    { id: 1, score: 1, payload: { text: 'Thirty days.' } },
    { id: 2, payload: { text: 'Two years.' } },
  ])
  expect(Object.keys(near[0]!.payload!)).toEqual(['text'])
  // The client has no method for it; older ones do.
  const searched = await fetch('http://localhost:6333/collections/docs/points/search', {
    method: 'POST',
    body: JSON.stringify({ vector: [0, 0, 1], limit: 1, with_vector: true }),
  })
  expect(await searched.json()).toMatchObject({ status: 'ok', result: [{ id: 3, vector: [0, 0, 1] }] })
  expect((await client.query('docs', { query: 2, score_threshold: 0.9 })).points.map(({ id }) => id)).toEqual([1])
  expect(chaos.journal.calls.map(({ endpoint }) => endpoint)).toEqual([
    'collections.create',
    'points.upsert',
    'points.query',
    'points.search',
    'points.query',
  ])
})

test.for([
  [{ must: [{ key: 'year', match: { value: 2026 } }] }, [2, 3]],
  [{ must: [{ key: 'year', range: { gte: 2025 } }], must_not: [{ key: 'tags', match: { any: ['law'] } }] }, [3]],
  [{ should: [{ key: 'text', match: { text: 'post' } }, { has_id: [1] }] }, [1, 3]],
  [{ must: [{ key: 'author.name', match: { except: ['Eve'] } }] }, [2]],
  [{ must: [{ is_empty: { key: 'tags' } }] }, [3]],
  [{ must: [{ should: [{ key: 'tags', match: { value: 'terms' } }] }, { key: 'year', range: { lt: 2025 } }] }, [1]],
] as const)('filters by %j', async ([filter, ids], { chaos }) => {
  const client = await filled()
  const asked = { filter: filter as unknown as NonNullable<Parameters<QdrantClient['count']>[1]>['filter'] }
  expect(await client.count('docs', asked as object)).toEqual({ count: ids.length })
  expect((await client.scroll('docs', asked as object)).points.map(({ id }) => id)).toEqual(ids)
  expect(chaos.journal.calls.at(-1)?.status).toBe(200)
})

test('lists pages, reads, changes and deletes points', async ({ chaos }) => {
  const client = await filled()
  const first = await client.scroll('docs', { limit: 2 })
  expect([first.points.map(({ id }) => id), first.next_page_offset]).toEqual([[1, 2], 3])
  expect((await client.scroll('docs', { limit: 2, offset: first.next_page_offset! })).points.map(({ id }) => id)).toEqual([3])
  await client.setPayload('docs', { payload: { seen: true }, points: [1] })
  expect((await client.retrieve('docs', { ids: [1, 9] })).map(({ payload }) => payload)).toEqual([{ ...points[0]!.payload, seen: true }])
  await client.delete('docs', { points: [1] })
  await client.delete('docs', { filter: { must: [{ key: 'text', match: { value: 'By post.' } }] } })
  expect(await client.count('docs')).toEqual({ count: 1 })
  expect(chaos.journal.calls.filter(({ effect }) => effect !== undefined)).toHaveLength(5)
})

test('has collections', async ({ chaos }) => {
  const client = await filled()
  expect((await client.getCollections()).collections.map(({ name }) => name)).toEqual(['books', 'docs'])
  expect(await client.getCollection('books')).toMatchObject({ status: 'green', points_count: 1 })
  expect(await client.collectionExists('none')).toEqual({ exists: false })
  await client.deleteCollection('docs')
  await expect(client.query('docs', { query: [1, 0, 0] })).rejects.toThrow('Not Found')
  await expect(client.createCollection('books', { vectors: { size: 2, distance: 'Dot' } })).rejects.toThrow('Conflict')
  expect(JSON.parse(chaos.journal.calls.at(-2)!.received)).toEqual({
    status: { error: "Not found: Collection `docs` doesn't exist!" },
    time: 0,
  })
})

test('refuses what does not fit, in its own words', async ({ chaos }) => {
  const client = await filled()
  await expect(client.upsert('docs', { points: [{ id: 4, vector: [1, 0] }] })).rejects.toThrow('Bad Request')
  await expect(client.query('docs', { query: [1] })).rejects.toThrow('Bad Request')
  await expect(
    client.count('docs', { filter: { must: [{ key: 'place', geo_radius: { center: { lon: 1, lat: 1 }, radius: 1 } }] } }),
  ).rejects.toThrow('Bad Request')
  const received = chaos.journal.calls.slice(-3).map((call) => call.received)
  expect(received[0]).toContain('Wrong input: Vector dimension error: expected dim: 3, got 2')
  expect(received[2]).toContain('brownout does not emulate')
})

test('fails in its own form', async ({ chaos }) => {
  const client = await filled()
  chaos.inject(rateLimited({ retryAfter: '3s' }).nth(1), serverError().nth(2), emptyResults().nth(3))
  await expect(client.query('docs', { query: [1, 0, 0] })).rejects.toMatchObject({ retry_after: 3 })
  await expect(client.query('docs', { query: [1, 0, 0] })).rejects.toMatchObject({ data: { status: { error: 'Internal Server Error' } } })
  expect(await client.query('docs', { query: [1, 0, 0] })).toEqual({ points: [] })
})
