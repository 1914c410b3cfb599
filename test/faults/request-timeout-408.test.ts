import { describe, expect } from 'vitest'
import { requestTimeout408 } from '../../faults/request-timeout-408.ts'
import { clients, errorOf, test, truth } from './bench.ts'
import { refused } from './refused.ts'

describe.for(clients)('requestTimeout408 with $name', ({ ask, errors }) => {
  test('throws APIError (408), and no timeout error of the client', async ({ chaos }) => {
    chaos.inject(requestTimeout408())
    const error = await errorOf(ask())
    expect(error).toBeInstanceOf(errors.APIError)
    expect(error).not.toBeInstanceOf(errors.APIConnectionTimeoutError)
    expect(error).toMatchObject({ status: 408 })
    expect(chaos.journal.calls).toMatchObject([
      { ...refused('request-timeout-408', { status: 408, kind: 'request-timeout', permanent: false }), endedAt: 0 },
    ])
  })

  test('arrives after the given time', async ({ chaos }) => {
    chaos.inject(requestTimeout408({ after: '30s' }))
    expect(await errorOf(ask())).toMatchObject({ status: 408 })
    expect(chaos.journal.calls).toMatchObject([{ endedAt: 30_000 }])
  })

  test('is retried by the SDK', async ({ chaos }) => {
    chaos.inject(requestTimeout408().first(1))
    expect(await ask({ maxRetries: 1 })).toBe(truth)
    expect(chaos.journal.calls.map(({ status }) => status)).toEqual([408, 200])
  })
})
