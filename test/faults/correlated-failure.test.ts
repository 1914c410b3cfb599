import { describe, expect } from 'vitest'
import { correlatedFailure } from '../../faults/correlated-failure.ts'
import { chat, claude, errorOf, test, timePasses, truth, underSeeds } from './bench.ts'
import { refused } from './refused.ts'

describe('correlatedFailure', () => {
  test.for([
    [chat, claude, 529],
    [claude, chat, 503],
  ] as const)(
    'fails the provider that is called first, and overloads the other ($0.name)',
    async ([first, other, overloaded], { chaos }) => {
      chaos.inject(correlatedFailure({ overloaded: 1 }))
      expect(await errorOf(first.ask())).toMatchObject({ status: 503 })
      expect(await errorOf(other.ask())).toMatchObject({ status: overloaded })
      expect(await errorOf(first.ask())).toMatchObject({ status: 503 })
      const failed = refused('correlated-failure', { status: 503, kind: 'unavailable', permanent: false })
      expect(chaos.journal.calls).toMatchObject([
        failed,
        refused('correlated-failure', { status: overloaded, kind: 'overloaded', permanent: false }),
        failed,
      ])
    },
  )

  test('leaves the other provider unchanged if no call is refused', async ({ chaos }) => {
    chaos.inject(correlatedFailure({ overloaded: 0 }))
    await errorOf(chat.ask())
    expect(await claude.ask()).toBe(truth)
    expect(chaos.journal).toHaveFired('correlated-failure', { times: 1 })
  })

  test('turns away the given share of the calls to the other provider', async ({ chaos }) => {
    chaos.inject(correlatedFailure({ overloaded: 0.7 }))
    await errorOf(chat.ask())
    for (let asked = 0; asked < 60; asked++) await errorOf(claude.ask())
    const turnedAway = chaos.journal.calls.filter(({ status }) => status === 529).length
    expect(turnedAway).toBeGreaterThan(32)
    expect(turnedAway).toBeLessThan(52)
  })

  test('is over after the given time, from its first call on', async ({ chaos }) => {
    chaos.inject(correlatedFailure({ duration: '10m', overloaded: 1 }))
    await timePasses('1h')
    await errorOf(chat.ask())
    await timePasses(599_999)
    expect(await errorOf(claude.ask())).toMatchObject({ status: 529 })
    await timePasses(1)
    expect(await chat.ask()).toBe(truth)
    expect(await claude.ask()).toBe(truth)
  })

  test('lasts ten minutes, and turns away seven of ten, by default', async ({ chaos }) => {
    chaos.inject(correlatedFailure())
    await errorOf(chat.ask())
    expect(chaos.journal.calls[0]!.fired).toMatchObject([{ parameters: { duration: 600_000, overloaded: 0.7 } }])
  })

  test('draws by the seed', async ({ chaos }) => {
    const statuses = async (): Promise<string> => {
      await errorOf(chat.ask())
      for (let asked = 0; asked < 10; asked++) await errorOf(claude.ask())
      return chaos.journal.calls.map(({ status }) => status).join()
    }
    const bySeed = await underSeeds(chaos, correlatedFailure(), statuses)
    expect(await underSeeds(chaos, correlatedFailure(), statuses)).toEqual(bySeed)
    expect(new Set(bySeed).size).toBeGreaterThan(1)
  })
})
