import { overloaded } from '../../../faults/index.ts'
import { faultsOf, recoversWithin, type Task } from '../../../src/property/index.ts'
import { describe, expect, test } from '../../../src/vitest/index.ts'
import { askAnthropic, askOpenAI, failureOf, sleep, timesKept } from '../apps.ts'
import { call, evidence, failed } from './evidence.ts'

const property = recoversWithin('1m', { provider: 'openai', healsAt: '2m' })
const faults = faultsOf(overloaded().for('openai').between(0, '2m'))

/** Asks every 20 seconds for 4 minutes, of the fallback for as long as the app keeps away from the first. */
function asking(keepsAwayFor: number): Task {
  return async () => {
    let away = 0
    for (let now = 0; now < 240_000; now += 20_000) {
      if (now >= away)
        await askOpenAI().catch(() => {
          away = now + keepsAwayFor
          return askAnthropic()
        })
      else await askAnthropic()
      await sleep(20_000)
    }
  }
}

describe('recoversWithin', () => {
  test('is kept where it is tried from time to time', async ({ chaos }) => {
    expect(await timesKept(chaos, asking(40_000), property, faults, 3)).toBeGreaterThan(0)
  })

  test('is broken by a fallback that sticks', async ({ chaos }) => {
    const failure = await failureOf(chaos, asking(Infinity), { faults, properties: [property] })
    expect(failure.message).toContain('openai healed at 2m, and 2 calls after 3m went elsewhere')
  })

  test('is broken by a return that comes late', async ({ chaos }) => {
    const failure = await failureOf(chaos, asking(200_000), { faults, properties: [property] })
    expect(failure.message).toContain('openai healed at 2m, and was used again only at 3m20s')
  })

  test('says nothing where nothing was asked after it healed', () => {
    expect(property.judge(evidence({ calls: [failed()] })).type).toBe('inconclusive')
    expect(property.judge(evidence({ calls: [call()] })).type).toBe('inconclusive')
  })
})
