import { expect } from 'vitest'
import { pageMissing } from '../../faults/page-missing.ts'
import { ask, test } from '../providers/http/library.ts'

test.for([undefined, 'next'])('ends the list, by %s', async (cursor, { chaos }) => {
  chaos.inject(pageMissing(cursor === undefined ? {} : { cursor }))
  expect(await ask('GET', '/books')).toEqual({ books: ['Emma', 'Ulysses', 'Walden'], ...(cursor === undefined ? {} : { pagination: {} }) })
  expect(chaos.journal).toHaveFired(pageMissing, { times: 1 })
})

test('leaves a list without pages', async ({ chaos }) => {
  chaos.inject(pageMissing())
  await ask('POST', '/search')
  expect(chaos.neverFired).toHaveLength(1)
})
