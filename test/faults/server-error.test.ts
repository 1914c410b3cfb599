import { describe, expect } from 'vitest'
import { serverError } from '../../faults/server-error.ts'
import { clients, errorOf, test } from './bench.ts'

describe.for(clients)('serverError with $name', ({ ask, stream, errors }) => {
  test.for([500, 502, 503, 504, 520, 529, 530])('is an error of the provider with the status %i', async (status, { chaos }) => {
    chaos.inject(serverError({ status }))
    const error = await errorOf(ask())
    expect(error).toBeInstanceOf(errors.InternalServerError)
    expect(error).toMatchObject({ status })
    expect(chaos.journal.calls).toMatchObject([{ status, ending: 'refused' }])
  })

  test('has the status 500 by default', async ({ chaos }) => {
    chaos.inject(serverError())
    expect(await errorOf(ask())).toMatchObject({ status: 500 })
    expect(chaos.journal.calls).toMatchObject([{ problem: { kind: 'server-error', permanent: false }, fired: [{ fault: 'server-error' }] }])
  })

  test('happens before a stream begins, too', async ({ chaos }) => {
    chaos.inject(serverError())
    expect(await errorOf(stream()[Symbol.asyncIterator]().next())).toBeInstanceOf(errors.InternalServerError)
  })

  test('is over when the provider recovers', async ({ chaos }) => {
    chaos.inject(serverError().first(2))
    await ask({ maxRetries: 2 })
    expect(chaos.journal.calls.map((call) => call.ending)).toEqual(['refused', 'refused', 'complete'])
  })

  test('can forbid a retry in a header of its own', async ({ chaos }) => {
    chaos.inject(serverError({ shouldRetry: false }).nth(1))
    expect(await errorOf(ask({ maxRetries: 2 }))).toBeInstanceOf(errors.InternalServerError)
    expect(chaos.journal.calls).toHaveLength(1)
  })

  test('can have a Retry-After', async ({ chaos }) => {
    chaos.inject(serverError({ status: 503, retryAfter: '30s' }).first(1))
    await ask({ maxRetries: 1 })
    expect(chaos.journal.calls.map((call) => call.startedAt)).toEqual([0, 30_000])
  })
})
