import { describe, expect } from 'vitest'
import { batchPartlyFailed } from '../../faults/batch-partly-failed.ts'
import { batches } from './batches.ts'
import { test, truth } from './bench.ts'

describe.for(batches)('batch-partly-failed with $name', ({ send, words }) => {
  test('fails a share of the requests, and the batch completes', async ({ chaos }) => {
    chaos.inject(batchPartlyFailed({ share: 1 }))
    const { status, results } = await send()
    expect([status, results.map(([, result]) => result)]).toEqual([words.ended, Array.from({ length: 4 }, () => words.failed)])
  })

  test('fails one request at least', async ({ chaos }) => {
    chaos.inject(batchPartlyFailed({ share: 0 }))
    const { results } = await send()
    expect(results.map(([, result]) => result).toSorted()).toEqual([truth, truth, truth, words.failed].toSorted())
  })
})
