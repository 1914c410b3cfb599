import { describe, expect } from 'vitest'
import { batchExpired } from '../../faults/batch-expired.ts'
import { batches } from './batches.ts'
import { test, truth } from './bench.ts'

describe.for(batches)('batch-expired with $name', ({ send, words }) => {
  test('leaves the rest of the requests undone', async ({ chaos }) => {
    chaos.inject(batchExpired({ done: 0.5 }))
    const { results } = await send()
    expect(results).toEqual([
      ['a', truth],
      ['b', truth],
      ['c', words.expired],
      ['d', words.expired],
    ])
    expect(chaos.journal).toHaveFired('batch-expired', { times: 1 })
    expect(chaos.journal.calls.at(-1)!.startedAt).toBeGreaterThanOrEqual(24 * 60 * 60 * 1_000)
  })

  test('always leaves one undone', async ({ chaos }) => {
    chaos.inject(batchExpired({ done: 1 }))
    expect((await send()).results.map(([, result]) => result)).toEqual([truth, truth, truth, words.expired])
  })
})
