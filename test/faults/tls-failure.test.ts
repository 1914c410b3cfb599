import { describe, expect } from 'vitest'
import { tlsFailure } from '../../faults/tls-failure.ts'
import { certificateCodes } from '../../src/engine/base/connection.ts'
import { clients, errorOf, test } from './bench.ts'

describe.for(clients)('tlsFailure with $name', ({ ask, errors }) => {
  test.for(certificateCodes)('throws APIConnectionError, caused by %s', async (code, { chaos }) => {
    chaos.inject(tlsFailure({ code }))
    const error = await errorOf(ask())
    expect(error).toBeInstanceOf(errors.APIConnectionError)
    expect(error).toMatchObject({ cause: { message: 'fetch failed', cause: { code } } })
    expect(chaos.journal.calls).toMatchObject([{ status: undefined, endedAt: 0, ending: 'reset', fired: [{ parameters: { code } }] }])
  })

  test('is an expired certificate by default', async ({ chaos }) => {
    chaos.inject(tlsFailure())
    expect(await errorOf(ask())).toMatchObject({ cause: { cause: { message: 'certificate has expired' } } })
  })
})
