import { expect } from 'vitest'
import { duplicatedResults } from '../../faults/duplicated-results.ts'
import { ask, searchUnder, test } from '../providers/http/library.ts'

test('returns results twice, in a list of the same length', async ({ chaos }) => {
  const { results } = await searchUnder(chaos, duplicatedResults())
  expect(results.map(({ title }) => title)).toEqual(['Emma', 'Emma', 'Ulysses'])
})

test('keeps columns together', async ({ chaos }) => {
  chaos.inject(duplicatedResults())
  expect(await ask('POST', '/columns')).toEqual({ ids: [[1, 1, 2]], titles: [['Emma', 'Emma', 'Ulysses']] })
})
