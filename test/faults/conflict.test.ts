import { describe, expect } from 'vitest'
import { conflict } from '../../faults/conflict.ts'
import { clients, errorOf, test, truth } from './bench.ts'
import { refused } from './refused.ts'

describe.for(clients)('conflict with $name', ({ ask, errors }) => {
  test('throws ConflictError (409)', async ({ chaos }) => {
    chaos.inject(conflict())
    const error = await errorOf(ask())
    expect(error).toBeInstanceOf(errors.ConflictError)
    expect(error).toMatchObject({ status: 409 })
    expect(chaos.journal.calls).toMatchObject([refused('conflict', { status: 409, kind: 'conflict', permanent: false })])
  })

  test('is retried by the SDK', async ({ chaos }) => {
    chaos.inject(conflict().first(1))
    expect(await ask({ maxRetries: 1 })).toBe(truth)
    expect(chaos.journal.calls.map(({ status }) => status)).toEqual([409, 200])
  })
})
