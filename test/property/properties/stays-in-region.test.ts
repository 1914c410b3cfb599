import { overloaded } from '../../../faults/index.ts'
import { faultsOf, staysInRegion } from '../../../src/property/index.ts'
import { describe, expect, test } from '../../../src/vitest/index.ts'
import { askAnthropic, askOpenAI, failureOf, timesKept } from '../apps.ts'
import { asked, call, evidence } from './evidence.ts'

const property = staysInRegion(['api.openai.com'])
const faults = faultsOf(overloaded().for('openai'))

describe('staysInRegion', () => {
  test('holds if the same host is called again', async ({ chaos }) => {
    expect(await timesKept(chaos, () => askOpenAI().catch(() => askOpenAI()), property, faults)).toBeGreaterThan(0)
  })

  test('is violated by a fallback elsewhere', async ({ chaos }) => {
    const failure = await failureOf(chaos, () => askOpenAI().catch(() => askAnthropic()), { faults, properties: [property] })
    expect(failure.message).toContain('a call to anthropic went to api.anthropic.com')
  })

  test.for([
    ['uses a resource of its own', '*.openai.azure.com', 'eu-1.openai.azure.com'],
    ['uses a proxy with a port', 'llm.internal', 'llm.internal:8080'],
    ['writes its host in capitals', 'EU.api.openai.com', 'eu.api.openai.com'],
  ] as const)('does not accuse an app that %s', ([, allowed, host]) => {
    expect(staysInRegion([allowed]).judge(evidence({ calls: [call({ host })] })).type).toBe('held')
    expect(staysInRegion([allowed]).judge(evidence({ calls: [call({ host: `${host.split(':')[0]}.example` })] })).type).toBe('violated')
  })

  test('does not accuse an app that reads the list of models elsewhere', () => {
    const list = call({ host: 'api.mistral.ai', call: asked({ operation: 'list-models' }) })
    expect(property.judge(evidence({ calls: [call(), list] })).type).toBe('held')
  })

  test.for([
    [[], 'needs at least one'],
    [['https://api.openai.com/v1'], 'cannot allow the host "https://api.openai.com/v1"'],
  ] as const)('refuses %j', ([hosts, message]) => {
    expect(() => staysInRegion(hosts)).toThrow(message)
  })

  test('is inconclusive without a call', () => {
    expect(property.judge(evidence({})).type).toBe('inconclusive')
  })
})
