import { overloaded } from '../../../faults/index.ts'
import { faultsOf, independentFallback } from '../../../src/property/index.ts'
import { describe, expect, test } from '../../../src/vitest/index.ts'
import { askAnthropic, askOpenAI, failureOf, openaiClient, timesKept } from '../apps.ts'
import { asked, call, evidence, failed } from './evidence.ts'

const property = independentFallback()
const faults = faultsOf(overloaded().for('openai'))

describe('independentFallback', () => {
  test('holds for another provider', async ({ chaos }) => {
    expect(await timesKept(chaos, () => askOpenAI().catch(() => askAnthropic()), property, faults, 3)).toBeGreaterThan(0)
  })

  test('is violated by a sibling', async ({ chaos }) => {
    const sibling = (): Promise<unknown> =>
      openaiClient().chat.completions.create({ model: 'gpt-4o-mini', messages: [{ role: 'user', content: 'Where is my parcel?' }] })
    const failure = await failureOf(chaos, () => askOpenAI().catch(sibling), { faults, properties: [property] })
    expect(failure.message).toContain('gpt-4o of openai failed, and only gpt-4o-mini at api.openai.com was called instead')
  })

  test('is inconclusive if a retry answered, and another model was called for another prompt', () => {
    const calls = [failed(), call({ startedAt: 500 }), call({ startedAt: 900, model: 'gpt-4o-mini' })]
    expect(property.judge(evidence({ calls })).type).toBe('inconclusive')
  })

  test('is inconclusive if no other provider was called', () => {
    expect(property.judge(evidence({ calls: [failed()] })).type).toBe('inconclusive')
  })

  const mini = (given: object = {}) => call({ startedAt: 500, model: 'gpt-4o-mini', ...given })
  const gone = { status: 404, problem: { kind: 'model-not-found', permanent: true } } as const
  const long = { status: 400, problem: { kind: 'context-length-exceeded', permanent: true } } as const
  const other = asked({ messages: [{ role: 'user', parts: [{ type: 'text', text: 'Find a title.' }] }] })
  test.for([
    ['a sibling takes over for a model that is gone', [failed(gone), mini()]],
    ['a sibling takes what is too long', [failed(long), mini()]],
    ['a sibling finishes what is truncated at a token limit', [call({ finish: 'length' }), mini()]],
    ['another model gets another prompt', [failed(), mini({ call: other })]],
  ] as const)('is not violated if %s', ([, calls]) => {
    expect(property.judge(evidence({ calls })).type).toBe('inconclusive')
  })

  test('holds if a sibling model is tried, then another provider', () => {
    const claude = call({ provider: 'anthropic', model: 'claude-sonnet-4-6', host: 'api.anthropic.com', startedAt: 900 })
    expect(property.judge(evidence({ calls: [failed(), mini(), claude] })).type).toBe('held')
    expect(property.judge(evidence({ calls: [failed(), mini()] })).type).toBe('violated')
  })
})
