import { describe, expect } from 'vitest'
import { overloaded } from '../../faults/overloaded.ts'
import { clients, errorOf, test } from './bench.ts'

describe.for(clients)('overloaded with $name', ({ provider, ask, errors }) => {
  const status = provider === 'anthropic' ? 529 : 503

  test('is the error of a provider that fails, with its own status', async ({ chaos }) => {
    chaos.inject(overloaded())
    const error = await errorOf(ask())
    expect(error).toBeInstanceOf(errors.InternalServerError)
    expect(error).toMatchObject({ status })
    expect(chaos.journal.calls).toMatchObject([{ status, ending: 'refused', problem: { kind: 'overloaded', permanent: false } }])
  })

  test('has no Retry-After, so the client backs off as it likes', async ({ chaos }) => {
    chaos.inject(overloaded().first(1))
    await ask({ maxRetries: 1 })
    const [first, second] = chaos.journal.calls
    expect(first!.problem).not.toHaveProperty('retryAfter')
    expect(second!.startedAt).toBeGreaterThan(370)
    expect(second!.startedAt).toBeLessThan(510)
  })

  test('can have a Retry-After', async ({ chaos }) => {
    chaos.inject(overloaded({ retryAfter: '7s' }).first(1))
    await ask({ maxRetries: 1 })
    expect(chaos.journal.calls.map((call) => call.startedAt)).toEqual([0, 7_000])
  })
})
