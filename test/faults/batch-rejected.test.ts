import { describe, expect } from 'vitest'
import { batchRejected } from '../../faults/batch-rejected.ts'
import { batches } from './batches.ts'
import { test, truth } from './bench.ts'

describe.for(batches)('batch-rejected with $name', ({ name, send }) => {
  test('fails the batch before any request is processed', async ({ chaos }) => {
    chaos.inject(batchRejected())
    const { status, results } = await send()
    expect([status, results.map(([, result]) => result)]).toEqual(
      name === 'openai' ? ['failed', []] : ['ended', Array.from({ length: 4 }, () => 'errored')],
    )
    expect(chaos.journal.calls.map(({ received }) => received).join('')).not.toContain(truth)
  })
})
