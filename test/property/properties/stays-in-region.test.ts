import { overloaded } from '../../../faults/index.ts'
import { faultsOf, staysInRegion } from '../../../src/property/index.ts'
import { describe, expect, test } from '../../../src/vitest/index.ts'
import { askAnthropic, askOpenAI, failureOf, timesKept } from '../apps.ts'
import { evidence } from './evidence.ts'

const property = staysInRegion(['api.openai.com'])
const faults = faultsOf(overloaded().for('openai'))

describe('staysInRegion', () => {
  test('is kept where the same host is asked again', async ({ chaos }) => {
    expect(await timesKept(chaos, () => askOpenAI().catch(() => askOpenAI()), property, faults)).toBeGreaterThan(0)
  })

  test('is broken by a fallback elsewhere', async ({ chaos }) => {
    const failure = await failureOf(chaos, () => askOpenAI().catch(() => askAnthropic()), { faults, properties: [property] })
    expect(failure.message).toContain('a call to anthropic went to api.anthropic.com')
  })

  test('says nothing without a call', () => {
    expect(property.judge(evidence({})).type).toBe('inconclusive')
  })
})
