import { tavily as tavilyClient } from '@tavily/core'
import { expect } from 'vitest'
import { emptyResults, fieldMissing, neverResponds, quotaExhausted, rateLimited } from '../../faults/index.ts'
import { tavily } from '../../src/providers/http/index.ts'
import { withChaos } from '../../src/vitest/index.ts'

const pages = [
  { url: 'https://shop.example/terms', title: 'Terms', content: 'Returns are free within thirty days.' },
  { url: 'https://www.shop.example/post', title: 'Post', content: 'Parcels come within two days.' },
  { url: 'https://law.example/returns', title: 'Law', content: 'Returns of parcels: two weeks.' },
]

const test = withChaos({ providers: [tavily({ pages })], seed: 'tuesday', clientBehavior: 'ignore' })
const anything = withChaos({ providers: [tavily()], seed: 'tuesday' })
const client = tavilyClient({ apiKey: 'tvly-test' })

test('finds pages, the most relevant first', async ({ chaos }) => {
  const { results, answer } = await client.search('Are returns free?', { includeAnswer: true, includeRawContent: 'text' })
  expect(results.map(({ url, score }) => [url, score])).toEqual([
    ['https://shop.example/terms', 1],
    ['https://law.example/returns', 0.333],
  ])
  expect([answer, results[0]?.rawContent]).toEqual([pages[0]!.content, pages[0]!.content])
  const near = await client.search('parcels', { maxResults: 1, includeDomains: ['shop.example'] })
  expect(near.results.map(({ url }) => url)).toEqual(['https://www.shop.example/post'])
  expect((await client.search('parcels', { excludeDomains: ['shop.example'] })).results).toHaveLength(1)
  expect((await client.search('zebra')).results).toEqual([])
  expect(chaos.journal.calls).toHaveLength(4)
})

test('extracts pages', async ({ chaos }) => {
  const { results, failedResults } = await client.extract(['https://shop.example/terms', 'https://none.example/'])
  expect(results[0]).toMatchObject({ url: 'https://shop.example/terms', rawContent: pages[0]!.content })
  expect(failedResults).toEqual([{ url: 'https://none.example/', error: 'Failed to fetch url' }])
  expect(chaos.journal.calls[0]).toMatchObject({ endpoint: 'extract', executed: true })
})

anything('knows pages about anything', async ({ chaos }) => {
  const { results } = await client.search('How do zebras sleep?')
  expect(results).toHaveLength(5)
  expect(results[0]?.content).toContain('How do zebras sleep')
  expect((await client.search('How do zebras sleep?')).results).toEqual(results)
  expect(chaos.journal.calls.map(({ attempt }) => attempt)).toEqual([0, 1])
})

test('fails in its own words', async ({ chaos }) => {
  chaos.inject(
    rateLimited().nth(1),
    quotaExhausted().nth(2),
    emptyResults().nth(3),
    fieldMissing({ field: 'content' }).nth(4),
    neverResponds().nth(5),
  )
  const search = (): Promise<unknown> =>
    client.search('Are returns free?', { timeout: 5 }).then(({ results }) => results.map(({ content }) => content))
  await expect(search()).rejects.toThrow('excessive requests')
  await expect(search()).rejects.toThrow("exceeds your plan's set usage limit")
  expect(chaos.journal.calls.map(({ status }) => status)).toEqual([429, 432])
  expect(await search()).toEqual([])
  expect(await search()).toEqual([undefined, pages[2]!.content])
  await expect(search()).rejects.toThrow('Request timed out after 5 seconds.')
})
