import { expect } from 'vitest'
import { fieldMissing } from '../../faults/field-missing.ts'
import { ask, searchUnder, test } from '../providers/http/library.ts'

test('leaves a member out of the first result', async ({ chaos }) => {
  const { results } = await searchUnder(chaos, fieldMissing({ field: 'title' }))
  expect(results.map((result) => 'title' in result)).toEqual([false, true, true])
})

test('draws the member by seed', async ({ chaos }) => {
  const [first] = (await searchUnder(chaos, fieldMissing())).results
  expect(Object.keys(first!)).toHaveLength(2)
})

test('leaves it out of an answer without results', async ({ chaos }) => {
  chaos.inject(fieldMissing())
  expect(await ask('GET', '/loans')).toEqual({})
})
