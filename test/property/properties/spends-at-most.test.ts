import { cutAtMaxTokens } from '../../../faults/index.ts'
import { faultsOf, spendsAtMost, type Task } from '../../../src/property/index.ts'
import { describe, expect, test } from '../../../src/vitest/index.ts'
import { failureOf, streamOpenAI, timesKept } from '../apps.ts'
import { asked, call, evidence } from './evidence.ts'

const property = spendsAtMost({ tokens: 400 })
const faults = faultsOf(cutAtMaxTokens)

/** Asks as long as no answer is whole. */
function insist(times: number): Task {
  return async () => {
    for (let attempt = 0; attempt < times; attempt++) {
      const { finish } = await streamOpenAI()
      if (finish === 'stop') return
    }
  }
}

describe('spendsAtMost', () => {
  test('is kept where it is asked again once', async ({ chaos }) => {
    expect(await timesKept(chaos, insist(2), property, faults)).toBeGreaterThan(0)
  })

  test('is broken where it is asked again and again', async ({ chaos }) => {
    const failure = await failureOf(chaos, insist(40), { faults, properties: [property] })
    expect(failure.message).toMatch(/the task took \d+ tokens in 40 calls/)
  })

  test('counts the worst case where a usage is missing', () => {
    const judge = (maxTokens: number | undefined): string =>
      spendsAtMost({ tokens: 100 }).judge(evidence({ calls: [call({ usage: undefined, call: asked({ maxTokens }) })] })).type
    expect(judge(undefined)).toBe('held')
    expect(judge(90)).toBe('held')
    expect(judge(91)).toBe('violated')
  })

  test('counts all tasks within a window together', () => {
    const own = spendsAtMost({ tokens: 20, per: '1m' })
    const at = (...times: number[]): string => own.judge(evidence({ calls: times.map((startedAt) => call({ startedAt })) })).type
    expect(own.id).toBe('spends-at-most(20 per 1m)')
    expect(at(0, 60_000)).toBe('held')
    expect(at(0, 59_999)).toBe('violated')
  })

  test('says nothing without a call', () => {
    expect(property.judge(evidence({})).type).toBe('inconclusive')
  })
})
