import { rateLimited } from '../../../faults/index.ts'
import { faultsOf, honorsRetryAfter, InconclusiveError, survives } from '../../../src/property/index.ts'
import { describe, expect, test } from '../../../src/vitest/index.ts'
import { askOpenAI, failureOf, openaiClient, sleep } from '../apps.ts'

async function impatient(): Promise<string> {
  return askOpenAI().catch(async () => {
    await sleep(1_000)
    return askOpenAI()
  })
}

describe('honorsRetryAfter', () => {
  test.for(['seconds', 'date', 'milliseconds'] as const)(
    'is kept by the SDK where the wait is short, told in %s',
    async (form, { chaos }) => {
      const faults = faultsOf(rateLimited({ retryAfter: '20s', form }).first(1))
      const report = await survives(chaos, () => askOpenAI(openaiClient({ maxRetries: 2 })), {
        faults,
        runs: 2,
        properties: [honorsRetryAfter()],
      })
      expect(report.properties['honors-retry-after']).toEqual({ held: 1, inconclusive: 1 })
    },
  )

  test('is broken by a wait of its own', async ({ chaos }) => {
    const failure = await failureOf(chaos, impatient, {
      faults: faultsOf(rateLimited({ retryAfter: '20s' })),
      properties: [honorsRetryAfter()],
    })
    expect(failure.message).toContain('openai asked for 20s, and the next call came after 1s')
  })

  test('says nothing where no refusal says when to come back', async ({ chaos }) => {
    const surviving = survives(chaos, impatient, {
      faults: faultsOf(rateLimited({ form: 'none' })),
      runs: 5,
      properties: [honorsRetryAfter()],
    })
    await expect(surviving).rejects.toThrow(InconclusiveError)
  })
})
