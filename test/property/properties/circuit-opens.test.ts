import { overloaded } from '../../../faults/index.ts'
import { circuitOpens, faultsOf, type Task } from '../../../src/property/index.ts'
import { describe, expect, test } from '../../../src/vitest/index.ts'
import { askAnthropic, askOpenAI, failureOf, sleep, timesKept } from '../apps.ts'
import { call, evidence, failed } from './evidence.ts'

const property = circuitOpens({ failures: 3, probeEvery: '30s' })
const faults = faultsOf(overloaded().for('openai'))

/** Makes a call every second for 45 s; after some failures in a row it skips the first provider for a while. */
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
  test('holds for a circuit breaker', async ({ chaos }) => {
    expect(await timesKept(chaos, asking(3, 30_000), property, faults, 3)).toBeGreaterThan(0)
  })

  test('is violated if each task tries again', async ({ chaos }) => {
    const failure = await failureOf(chaos, asking(Infinity, 0), { faults, properties: [property] })
    expect(failure.message).toContain('openai had failed 3 times in a row and was called again 1s after the last probe')
  })

  test('is inconclusive if too few calls failed, or no call followed', () => {
    expect(property.judge(evidence({ calls: [failed()] })).type).toBe('inconclusive')
    expect(property.judge(evidence({ calls: [failed(), failed(), failed()] }))).toMatchObject({
      type: 'inconclusive',
      why: 'no call was made after 3 failures in a row; let tasks run longer',
    })
  })

  const rejected = { status: 400, problem: { kind: 'bad-request', permanent: true } } as const
  test.for([
    ['requests that are permanently rejected', rejected],
    ['answers that are truncated at their token limit', { ending: 'complete', status: 200, problem: undefined, finish: 'length' }],
    ['calls that the client aborted', { ending: 'aborted', status: undefined, problem: undefined }],
  ] as const)('does not take for failures of the provider: %s', ([, given]) => {
    const calls = Array.from({ length: 9 }, (_, index) => failed({ ...given, startedAt: index * 1_000 }))
    expect(property.judge(evidence({ calls, settledAt: Infinity })).type).toBe('inconclusive')
  })

  test('knows a circuit breaker for each model', () => {
    const down = [0, 200, 400, 600].map((startedAt) => failed({ startedAt }))
    const others = [700, 900, 1_100].map((startedAt) => call({ startedAt, model: 'gpt-4o-mini' }))
    expect(property.judge(evidence({ calls: [...down, ...others], settledAt: Infinity })).type).toBe('held')
  })

  test('judges only one provider if it is named', () => {
    const calls = Array.from({ length: 9 }, (_, index) => failed({ startedAt: index * 1_000 }))
    expect(circuitOpens({ failures: 3, provider: 'openai' }).judge(evidence({ calls, settledAt: Infinity })).type).toBe('violated')
    expect(circuitOpens({ failures: 3, provider: 'anthropic' }).judge(evidence({ calls, settledAt: Infinity }))).toMatchObject({
      type: 'inconclusive',
      why: 'anthropic never failed 3 times in a row; run more tasks',
    })
  })

  test('refuses to count to nothing', () => {
    expect(() => circuitOpens({ failures: 0 })).toThrow('circuitOpens() got 0 as its option "failures"')
  })
})
