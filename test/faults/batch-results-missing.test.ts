import { describe, expect } from 'vitest'
import { batchResultsMissing } from '../../faults/batch-results-missing.ts'
import { batches } from './batches.ts'
import { test, truth } from './bench.ts'

describe.for(batches)('batch-results-missing with $name', ({ send, words }) => {
  test('counts requests as done whose results are not there', async ({ chaos }) => {
    chaos.inject(batchResultsMissing({ share: 0 }))
    const { status, results } = await send()
    expect(status).toBe(words.ended)
    expect(results.map(([, result]) => result)).toEqual([truth, truth, truth])
  })
})
