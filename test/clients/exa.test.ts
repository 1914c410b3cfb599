import { Exa } from 'exa-js'
import { expect } from 'vitest'
import { emptyResults, quotaExhausted, wrongContentType } from '../../faults/index.ts'
import { exa } from '../../src/providers/http/index.ts'
import { withChaos } from '../../src/vitest/index.ts'

const pages = [
  { url: 'https://shop.example/terms', title: 'Terms', content: 'Returns are free within thirty days.' },
  { url: 'https://law.example/returns', title: 'Law', content: 'Returns of parcels: two weeks.' },
]

const test = withChaos({ providers: [exa({ pages })], seed: 'tuesday', clientBehavior: 'ignore' })
const anything = withChaos({ providers: [exa()], seed: 'tuesday' })
const client = new Exa('test')

test('finds pages, the most relevant first', async ({ chaos }) => {
  const { results } = await client.search('Are returns free?', { numResults: 2, contents: { text: { maxCharacters: 7 }, summary: true } })
  expect(results).toMatchObject([
    { id: 'https://shop.example/terms', title: 'Terms', text: 'Returns', summary: pages[0]!.content },
    { url: 'https://law.example/returns' },
  ])
  expect((await client.search('returns', { excludeDomains: ['shop.example'] })).results.map(({ text }) => text)).toEqual([
    pages[1]!.content,
  ])
  expect((await client.search('zebra')).results).toEqual([])
  expect(chaos.journal.calls).toHaveLength(3)
})

test('reads pages, and names those that it cannot read', async ({ chaos }) => {
  const { results, statuses } = await client.getContents(['https://shop.example/terms', 'https://none.example/'], { text: true })
  expect(results.map(({ text }) => text)).toEqual([pages[0]!.content])
  expect(statuses?.map(({ status }) => status)).toEqual(['success', 'error'])
  expect(chaos.journal.calls[0]).toMatchObject({ endpoint: 'contents', executed: true })
})

anything('knows pages about anything', async ({ chaos }) => {
  expect((await client.search('How do zebras sleep?')).results).toHaveLength(5)
  expect(chaos.journal.calls).toHaveLength(1)
})

test('fails in its own form', async ({ chaos }) => {
  chaos.inject(quotaExhausted().nth(1), emptyResults().nth(2), wrongContentType().nth(3))
  await expect(client.search('returns')).rejects.toMatchObject({ statusCode: 402 })
  expect(chaos.journal.calls[0]).toMatchObject({ status: 402, executed: false })
  expect((await client.search('returns')).results).toEqual([])
  expect((await client.search('returns')).results).toHaveLength(2)
})
