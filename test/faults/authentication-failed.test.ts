import { describe, expect } from 'vitest'
import { authenticationFailed } from '../../faults/authentication-failed.ts'
import { clients, errorOf, hear, test } from './bench.ts'
import { refused } from './refused.ts'

describe.for(clients)('authenticationFailed with $name', ({ ask, stream, errors }) => {
  test('throws AuthenticationError (401)', async ({ chaos }) => {
    chaos.inject(authenticationFailed())
    const error = await errorOf(ask())
    expect(error).toBeInstanceOf(errors.AuthenticationError)
    expect(error).toMatchObject({ status: 401 })
    expect(chaos.journal.calls).toMatchObject([refused('authentication-failed', { status: 401, kind: 'authentication', permanent: true })])
  })

  test('throws before a stream begins', async ({ chaos }) => {
    chaos.inject(authenticationFailed())
    const { pieces, error } = await hear(stream())
    expect(pieces).toEqual([])
    expect(error).toBeInstanceOf(errors.AuthenticationError)
  })

  test('is not retried by the SDK', async ({ chaos }) => {
    chaos.inject(authenticationFailed().first(1))
    await errorOf(ask({ maxRetries: 3 }))
    expect(chaos.journal).toHaveCalled(1)
  })
})
