import { expect } from 'vitest'
import { reorderedResults } from '../../faults/reordered-results.ts'
import { searchUnder, test } from '../providers/http/library.ts'

test('returns all results in another order', async ({ chaos }) => {
  const titles = (await searchUnder(chaos, reorderedResults())).results.map(({ title }) => String(title))
  expect(titles.toSorted()).toEqual(['Emma', 'Ulysses', 'Walden'])
  expect(titles).not.toEqual(['Emma', 'Ulysses', 'Walden'])
})
