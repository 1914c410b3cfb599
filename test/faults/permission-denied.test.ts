import { describe, expect } from 'vitest'
import { permissionDenied } from '../../faults/permission-denied.ts'
import { clients, errorOf, test } from './bench.ts'
import { refused } from './refused.ts'

describe.for(clients)('permissionDenied with $name', ({ ask, errors }) => {
  test('throws PermissionDeniedError (403)', async ({ chaos }) => {
    chaos.inject(permissionDenied())
    const error = await errorOf(ask())
    expect(error).toBeInstanceOf(errors.PermissionDeniedError)
    expect(error).toMatchObject({ status: 403 })
    expect(chaos.journal.calls).toMatchObject([refused('permission-denied', { status: 403, kind: 'permission', permanent: true })])
  })

  test('is not retried by the SDK', async ({ chaos }) => {
    chaos.inject(permissionDenied().first(1))
    await errorOf(ask({ maxRetries: 3 }))
    expect(chaos.journal).toHaveCalled(1)
  })
})
