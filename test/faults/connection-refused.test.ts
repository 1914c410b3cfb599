import { describe, expect } from 'vitest'
import { connectionRefused } from '../../faults/connection-refused.ts'
import { clients, errorOf, hear, test, truth } from './bench.ts'

describe.for(clients)('connectionRefused with $name', ({ ask, stream, errors }) => {
  test('throws APIConnectionError at once, caused by ECONNREFUSED', async ({ chaos }) => {
    chaos.inject(connectionRefused())
    const error = await errorOf(ask())
    expect(error).toBeInstanceOf(errors.APIConnectionError)
    expect(error).toMatchObject({ status: undefined, cause: { cause: { code: 'ECONNREFUSED', syscall: 'connect' } } })
    expect(chaos.journal.calls).toMatchObject([
      {
        status: undefined,
        firstByteAt: undefined,
        endedAt: 0,
        ending: 'reset',
        received: '',
        truth,
        fired: [{ fault: 'connection-refused' }],
      },
    ])
  })

  test('throws before anything of a stream', async ({ chaos }) => {
    chaos.inject(connectionRefused())
    const { pieces, error } = await hear(stream())
    expect(pieces).toEqual([])
    expect(error).toBeInstanceOf(errors.APIConnectionError)
  })

  test('is retried by the SDK', async ({ chaos }) => {
    chaos.inject(connectionRefused().first(1))
    expect(await ask({ maxRetries: 1 })).toBe(truth)
    expect(chaos.journal.calls.map(({ ending }) => ending)).toEqual(['reset', 'complete'])
  })
})
