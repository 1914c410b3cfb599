import { overloaded } from '../../../faults/index.ts'
import { faultsOf, probesGently, type Task } from '../../../src/property/index.ts'
import type { JournalCall } from '../../../src/index.ts'
import { describe, expect, test } from '../../../src/vitest/index.ts'
import { ask, askAnthropic, failureOf, sleep, timesKept } from '../apps.ts'
import { call, evidence, failed } from './evidence.ts'

const property = probesGently({ failures: 3, step: '1s' })
const faults = faultsOf(overloaded().for('openai').between(0, '5s'))
const burst = 10

/** Ten calls each second, for 12 s; the breaker decides how many of them go to the first provider after a failure. */
function asking(allowance: (secondsSinceRecovery: number | undefined) => number): Task {
  return async () => {
    let recoveredAt: number | undefined = 0
    let pausedUntil = 0
    for (let now = 0; now < 12_000; now += 1_000) {
      if (now >= pausedUntil) {
        const allowed = Math.min(burst, now === 0 ? burst : allowance(recoveredAt === undefined ? undefined : (now - recoveredAt) / 1_000))
        const answers = await Promise.all(Array.from({ length: allowed }, () => ask(`What is new at ${now}?`).catch(() => undefined)))
        await Promise.all(Array.from({ length: burst - allowed }, () => askAnthropic()))
        if (answers.includes(undefined)) [recoveredAt, pausedUntil] = [undefined, now + 2_000]
        else recoveredAt ??= now
      }
      await sleep(1_000)
    }
  }
}

describe('probesGently', () => {
  test('holds for one probe, and by traffic that doubles', async ({ chaos }) => {
    const app = asking((seconds) => (seconds === undefined ? 1 : 2 ** seconds))
    expect(await timesKept(chaos, app, property, faults, 3)).toBeGreaterThan(0)
  })

  test('is violated if all tasks probe at once', async ({ chaos }) => {
    const failure = await failureOf(
      chaos,
      asking(() => burst),
      { faults, properties: [property] },
    )
    expect(failure.message).toContain('openai was probed by more than one call at a time, at 2s')
  })

  test('is violated if all tasks call after the first success', async ({ chaos }) => {
    const app = asking((seconds) => (seconds === undefined ? 1 : burst))
    const failure = await failureOf(chaos, app, { faults, properties: [property] })
    expect(failure.message).toContain('openai had just recovered and got 10 calls in the 1. 1s after it')
  })

  test('is inconclusive if the provider never recovered, or too few calls were made', () => {
    expect(property.judge(evidence({ calls: [failed()] })).type).toBe('inconclusive')
    expect(property.judge(evidence({ calls: [failed(), failed(), failed()] })).type).toBe('inconclusive')
  })

  test('refuses to count to nothing', () => {
    expect(() => probesGently({ failures: 0 })).toThrow('probesGently() got 0 as its option "failures"')
  })

  const down = [0, 200, 400].map((startedAt) => failed({ startedAt }))
  const judge = (...calls: JournalCall[]) => property.judge(evidence({ calls, settledAt: Infinity })).type
  test('judges each model by itself', () => {
    const minis = [1_000, 1_000, 1_000].map((startedAt) => call({ startedAt, model: 'gpt-4o-mini' }))
    expect(judge(...down, ...minis)).toBe('inconclusive')
    expect(judge(...down, ...minis.map((each) => ({ ...each, model: 'gpt-4o' })))).toBe('violated')
  })

  test('does not count permanently rejected requests as failures of the provider', () => {
    const rejected = down.map((each) => ({ ...each, status: 400, problem: { kind: 'bad-request', permanent: true } as const }))
    expect(judge(...rejected, call({ startedAt: 1_000 }), call({ startedAt: 1_000 }))).toBe('inconclusive')
  })
})
