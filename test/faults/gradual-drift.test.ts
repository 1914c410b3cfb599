import { describe, expect } from 'vitest'
import { gradualDrift } from '../../faults/gradual-drift.ts'
import { test, truth } from './bench.ts'
import { expectChangedProse, expectDrawnBySeed, prose } from './prose.ts'

describe('gradualDrift', () => {
  test('is wrong at its worst, with the truth in the journal', async ({ chaos }) => {
    await expectChangedProse(chaos, gradualDrift({ over: 1, to: 1 }), truth, expect.not.stringContaining(truth))
  })

  test('is wrong more often from call to call', async ({ chaos }) => {
    chaos.inject(gradualDrift({ over: 60, to: 1 }))
    const wrong: number[] = []
    for (let asked = 0; asked < 60; asked++) wrong.push((await prose()) === truth ? 0 : 1)
    const [early, middle, late] = [0, 20, 40].map((from) => wrong.slice(from, from + 20).reduce((sum, one) => sum + one, 0))
    expect(early).toBeLessThan(8)
    expect(middle).toBeGreaterThan(early!)
    expect(late).toBeGreaterThan(middle!)
    expect(wrong.at(-1)).toBe(1)
  })

  test('is never wrong if its worst share is 0', async ({ chaos }) => {
    chaos.inject(gradualDrift({ over: 1, to: 0 }))
    for (let asked = 0; asked < 5; asked++) expect(await prose()).toBe(truth)
    expect(chaos.neverFired).toHaveLength(1)
  })

  test('draws by the seed', ({ chaos }) => expectDrawnBySeed(chaos, gradualDrift({ over: 1, to: 1 })))

  test('is wrong in 50% of the answers after twenty calls by default', async ({ chaos }) => {
    chaos.inject(gradualDrift())
    for (let asked = 0; asked < 40; asked++) await prose()
    const fired = chaos.journal.calls.flatMap((call) => call.fired)
    expect(fired[0]!.parameters).toEqual({ over: 20, to: 0.5 })
  })
})
