import { expect } from 'vitest'
import { emptyResults } from '../../faults/empty-results.ts'
import { ask, searchUnder, test } from '../providers/http/library.ts'

test('finds nothing', async ({ chaos }) => {
  expect(await searchUnder(chaos, emptyResults())).toEqual({ total: 3, results: [] })
  expect(chaos.journal.calls[0]).toMatchObject({ status: 200, ending: 'complete', executed: true })
  expect(chaos.journal.calls[0]?.received).not.toBe(chaos.journal.calls[0]?.truth)
})

test('finds nothing in columns', async ({ chaos }) => {
  chaos.inject(emptyResults())
  expect(await ask('POST', '/columns')).toEqual({ ids: [[]], titles: [[]] })
})

test('leaves a value that is not a list', async ({ chaos }) => {
  chaos.inject(emptyResults())
  expect(await ask('GET', '/loans')).toEqual({ loans: 0 })
  expect(await ask('GET', '/terms')).toBe('Thirty days.')
  expect(chaos.neverFired).toHaveLength(1)
})
