import { overloaded } from '../../../faults/index.ts'
import { degradesVisibly, faultsOf } from '../../../src/property/index.ts'
import { describe, expect, test } from '../../../src/vitest/index.ts'
import { askAnthropic, askOpenAI, failureOf, timesKept } from '../apps.ts'
import { call, evidence } from './evidence.ts'

const property = degradesVisibly()
const faults = faultsOf(overloaded().for('openai'))

describe('degradesVisibly', () => {
  test('is kept where the value names who answered', async ({ chaos }) => {
    const app = (): Promise<unknown> =>
      askOpenAI().then(
        (text) => ({ text, provider: 'openai' }),
        async () => ({ text: await askAnthropic(), provider: 'anthropic' }),
      )
    expect(await timesKept(chaos, app, property, faults, 3)).toBeGreaterThan(0)
  })

  test('is broken by a silent fallback', async ({ chaos }) => {
    const failure = await failureOf(chaos, () => askOpenAI().catch(() => askAnthropic()), { faults, properties: [property] })
    expect(failure.message).toContain('claude-sonnet-4-6 of anthropic answered in place of gpt-4o of openai, and the value does not say so')
  })

  test('is broken by an old answer that passes for a new one', async ({ chaos }) => {
    const failure = await failureOf(chaos, () => askOpenAI().catch(() => 'It left Berlin.'), { faults, properties: [property] })
    expect(failure.message).toContain('nothing answered, and the value does not say so')
  })

  test('says nothing where two models each did their part', () => {
    const calls = [call({ model: 'gpt-4o-mini', received: 'parcel' }), call({ startedAt: 200 })]
    expect(property.judge(evidence({ calls })).type).toBe('inconclusive')
  })

  test('says nothing where nothing was less', () => {
    expect(property.judge(evidence({ calls: [call()] })).type).toBe('inconclusive')
  })
})
