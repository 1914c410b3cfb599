import { describe, expect } from 'vitest'
import { batchNotFound } from '../../faults/batch-not-found.ts'
import { batches } from './batches.ts'
import { test } from './bench.ts'

describe.for(batches)('batch-not-found with $name', ({ send }) => {
  test('answers 404 until some time after the creation', async ({ chaos }) => {
    chaos.inject(batchNotFound({ within: '1m' }))
    await expect(send()).rejects.toMatchObject({ status: 404 })
    // It can pass on a retry, although a 404 usually never does.
    expect(chaos.journal.calls.at(-1)).toMatchObject({ ending: 'refused', problem: { kind: 'not-found', permanent: false } })
  })

  test('finds a batch that is older', async ({ chaos }) => {
    chaos.inject(batchNotFound({ within: 0 }))
    expect((await send()).results).toHaveLength(4)
    expect(chaos.neverFired).toHaveLength(1)
  })
})
