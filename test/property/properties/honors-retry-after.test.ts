import { rateLimited } from '../../../faults/index.ts'
import { faultsOf, honorsRetryAfter, InconclusiveError, survives } from '../../../src/property/index.ts'
import { describe, expect, test } from '../../../src/vitest/index.ts'
import { askOpenAI, failureOf, openaiClient, sleep } from '../apps.ts'
import { call, evidence, failed } from './evidence.ts'

async function impatient(): Promise<string> {
  return askOpenAI().catch(async () => {
    await sleep(1_000)
    return askOpenAI()
  })
}

describe('honorsRetryAfter', () => {
  test.for(['seconds', 'date', 'milliseconds'] as const)('holds for the SDK if the wait is short, given in %s', async (form, { chaos }) => {
    const faults = faultsOf(rateLimited({ retryAfter: '20s', form }).first(1))
    const report = await survives(chaos, () => askOpenAI(openaiClient({ maxRetries: 2 })), {
      faults,
      runs: 2,
      properties: [honorsRetryAfter()],
    })
    expect(report.properties['honors-retry-after']).toEqual({ held: 1, inconclusive: 1 })
  })

  test('is violated by a wait of its own', async ({ chaos }) => {
    const failure = await failureOf(chaos, impatient, {
      faults: faultsOf(rateLimited({ retryAfter: '20s' })),
      properties: [honorsRetryAfter()],
    })
    expect(failure.message).toContain('openai answered call 1 at 0ms with a Retry-After of 20s, and call 2 began after 1s')
  })

  test('is inconclusive if no error response has a Retry-After', async ({ chaos }) => {
    const surviving = survives(chaos, impatient, {
      faults: faultsOf(rateLimited({ form: 'none' })),
      runs: 5,
      properties: [honorsRetryAfter()],
    })
    await expect(surviving).rejects.toThrow(InconclusiveError)
  })

  const problem = { kind: 'rate-limit-requests', permanent: false, retryAfter: 20_000 } as const
  const limited = failed({ problem })
  const soon = { startedAt: 1_000 }
  test.for([
    ['to another model', call({ ...soon, model: 'gpt-4o-mini' }), 'held'],
    ['of another account', call({ ...soon, call: { ...call().call, credential: 'other' } }), 'held'],
    ['to another provider', call({ ...soon, provider: 'anthropic' }), 'held'],
    ['with another question', call({ ...soon, key: 'other' }), 'remark'],
    ['with the same question', call(soon), 'violated'],
  ] as const)('judges a call that is early %s', ([, early, verdict]) => {
    expect(honorsRetryAfter().judge(evidence({ calls: [limited, early] })).type).toBe(verdict)
  })

  test('remarks on the same question of another user', () => {
    const settlement = { type: 'value', value: '' } as const
    const tasks = [
      { name: 'first', startedAt: 0, settledAt: 500, settlement },
      { name: 'second', startedAt: 900, settledAt: 2_000, settlement },
    ]
    expect(honorsRetryAfter().judge(evidence({ calls: [limited, call(soon)], tasks })).type).toBe('remark')
  })
})
