import { expect } from 'vitest'
import { resultLost } from '../../faults/result-lost.ts'
import { requestLost } from '../../faults/request-lost.ts'
import { ask, test } from '../providers/http/library.ts'

async function lend(): Promise<unknown> {
  return ask('POST', '/loans', { book: 'Emma' }).catch((error: Error) => [error.message, (error.cause as { code?: string }).code])
}

test('looks as a lost answer does, and nothing ran', async ({ chaos }) => {
  chaos.inject(requestLost().nth(1), resultLost().nth(2))
  const [before, after] = [await lend(), await lend()]
  expect(before).toEqual(['fetch failed', 'ECONNRESET'])
  expect(after).toEqual(before)
  expect(chaos.journal.calls.map(({ executed }) => executed)).toEqual([false, true])
  expect(await ask('GET', '/loans')).toEqual({ loans: 1 })
})
