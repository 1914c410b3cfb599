import { overloaded } from '../../../faults/index.ts'
import { circuitOpens, faultsOf, type Task } from '../../../src/property/index.ts'
import { describe, expect, test } from '../../../src/vitest/index.ts'
import { askAnthropic, askOpenAI, failureOf, sleep, timesKept } from '../apps.ts'
import { evidence, failed } from './evidence.ts'

const property = circuitOpens({ failures: 3, probeEvery: '30s' })
const faults = faultsOf(overloaded().for('openai'))

/** Asks every second for 45; after some failures in a row the first provider is let alone for a while. */
function asking(failures: number, pause: number): Task {
  return async () => {
    let [inARow, openUntil] = [0, 0]
    for (let now = 0; now < 45_000; now += 1_000) {
      const isOpen = now < openUntil
      const answer = isOpen ? undefined : await askOpenAI().catch(() => undefined)
      inARow = answer === undefined ? inARow + 1 : 0
      if (!isOpen && inARow >= failures) openUntil = now + pause
      if (answer === undefined) await askAnthropic()
      await sleep(1_000)
    }
  }
}

describe('circuitOpens', () => {
  test('is kept by a circuit breaker', async ({ chaos }) => {
    expect(await timesKept(chaos, asking(3, 30_000), property, faults, 3)).toBeGreaterThan(0)
  })

  test('is broken where each task tries anew', async ({ chaos }) => {
    const failure = await failureOf(chaos, asking(Infinity, 0), { faults, properties: [property] })
    expect(failure.message).toContain('openai had failed 3 times in a row, and was asked again 1s after the last probe')
  })

  test('says nothing where too little failed, or nothing was asked after it', () => {
    expect(property.judge(evidence({ calls: [failed()] })).type).toBe('inconclusive')
    expect(property.judge(evidence({ calls: [failed(), failed(), failed()] }))).toMatchObject({
      type: 'inconclusive',
      why: 'nothing was asked after 3 failures in a row; let tasks go on for a while',
    })
  })

  test('refuses to count to nothing', () => {
    expect(() => circuitOpens({ failures: 0 })).toThrow('circuitOpens() cannot count to 0 failures')
  })
})
