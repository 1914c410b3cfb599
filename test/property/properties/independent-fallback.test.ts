import { overloaded } from '../../../faults/index.ts'
import { faultsOf, independentFallback } from '../../../src/property/index.ts'
import { describe, expect, test } from '../../../src/vitest/index.ts'
import { askAnthropic, askOpenAI, failureOf, openaiClient, timesKept } from '../apps.ts'
import { call, evidence, failed } from './evidence.ts'

const property = independentFallback()
const faults = faultsOf(overloaded().for('openai'))

describe('independentFallback', () => {
  test('is kept by another vendor', async ({ chaos }) => {
    expect(await timesKept(chaos, () => askOpenAI().catch(() => askAnthropic()), property, faults, 3)).toBeGreaterThan(0)
  })

  test('is broken by a sibling', async ({ chaos }) => {
    const sibling = (): Promise<unknown> =>
      openaiClient().chat.completions.create({ model: 'gpt-4o-mini', messages: [{ role: 'user', content: 'Where is my parcel?' }] })
    const failure = await failureOf(chaos, () => askOpenAI().catch(sibling), { faults, properties: [property] })
    expect(failure.message).toContain('gpt-4o of openai failed, and only gpt-4o-mini at api.openai.com was asked instead')
  })

  test('says nothing where a retry answered, and another model was asked for something else', () => {
    const calls = [failed(), call({ startedAt: 500 }), call({ startedAt: 900, model: 'gpt-4o-mini' })]
    expect(property.judge(evidence({ calls })).type).toBe('inconclusive')
  })

  test('says nothing where nobody else was asked', () => {
    expect(property.judge(evidence({ calls: [failed()] })).type).toBe('inconclusive')
  })
})
