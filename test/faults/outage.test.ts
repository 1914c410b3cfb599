import { describe, expect } from 'vitest'
import { outage } from '../../faults/outage.ts'
import { clients, errorOf, test, underSeeds } from './bench.ts'
import { overTheWire } from './wire.ts'

describe.for(clients)('outage with $name', ({ ask, errors }) => {
  test('refuses each call with a 500, 502 or 503 if none hangs', async ({ chaos }) => {
    chaos.inject(outage({ hanging: 0 }))
    for (let asked = 0; asked < 12; asked++) expect(await errorOf(ask())).toBeInstanceOf(errors.InternalServerError)
    expect(new Set(chaos.journal.calls.map(({ status }) => status))).toEqual(new Set([500, 502, 503]))
    expect(chaos.journal).toHaveFired('outage', { times: 12 })
  })

  test('answers no call if all hang', async ({ chaos }) => {
    chaos.inject(outage({ hanging: 1 }))
    expect(await errorOf(ask({ timeout: 5_000 }))).toBeInstanceOf(errors.APIConnectionTimeoutError)
    expect(chaos.journal.calls).toMatchObject([
      { status: undefined, ending: 'aborted', endedAt: 5_000, received: '', fired: [{ fault: 'outage', parameters: { hanging: 1 } }] },
    ])
  })
})

describe('outage', () => {
  test('lets the given share of the calls hang', async ({ chaos }) => {
    chaos.inject(outage({ hanging: 0.3 }))
    for (let asked = 0; asked < 100; asked++) await errorOf(overTheWire({ signal: AbortSignal.timeout(1_000) }))
    const hanging = chaos.journal.calls.filter(({ ending }) => ending === 'aborted').length
    expect(hanging).toBeGreaterThan(18)
    expect(hanging).toBeLessThan(42)
  })

  test('draws by the seed', async ({ chaos }) => {
    const statuses = async (): Promise<string> => {
      for (let asked = 0; asked < 10; asked++) await errorOf(overTheWire({ signal: AbortSignal.timeout(1_000) }))
      return chaos.journal.calls.map(({ status }) => String(status)).join()
    }
    const bySeed = await underSeeds(chaos, outage(), statuses)
    expect(await underSeeds(chaos, outage(), statuses)).toEqual(bySeed)
    expect(new Set(bySeed).size).toBe(bySeed.length)
  })

  test('lets a tenth of the calls hang by default', async ({ chaos }) => {
    chaos.inject(outage())
    await errorOf(overTheWire({ signal: AbortSignal.timeout(1_000) }))
    expect(chaos.journal.calls[0]!.fired).toMatchObject([{ parameters: { hanging: 0.1 } }])
  })
})
