import { expect } from 'vitest'
import { staleResults } from '../../faults/stale-results.ts'
import { ask, test } from '../providers/http/library.ts'

test('answers as before, although something has changed', async ({ chaos }) => {
  chaos.inject(staleResults())
  expect(await ask('GET', '/loans')).toEqual({ loans: 0 })
  await ask('POST', '/loans', { book: 'Emma' })
  expect(await ask('GET', '/loans')).toEqual({ loans: 0 })
  expect(chaos.journal.calls[2]).toMatchObject({ truth: '{"loans":1}', received: '{"loans":0}' })
  chaos.reset()
  chaos.inject(staleResults())
  await ask('POST', '/loans', { book: 'Emma' })
  expect(await ask('GET', '/loans')).toEqual({ loans: 1 })
})
