import { APIError } from 'openai'
import { quotaExhausted } from '../../../faults/index.ts'
import { faultsOf, noRetryOfPermanent, survives } from '../../../src/property/index.ts'
import { describe, expect, test } from '../../../src/vitest/index.ts'
import { askOpenAI, failureOf, openaiClient } from '../apps.ts'

const options = { faults: faultsOf(quotaExhausted), runs: 10, properties: [noRetryOfPermanent()] }

async function classifying(): Promise<string> {
  return askOpenAI().catch((error: unknown) => {
    if (error instanceof APIError && error.code === 'insufficient_quota') throw error
    return askOpenAI()
  })
}

describe('noRetryOfPermanent', () => {
  test('is kept by an app that tells a used-up quota from a rate limit', async ({ chaos }) => {
    const report = await survives(chaos, classifying, options)
    expect(report.properties['no-retry-of-permanent']!.held).toBeGreaterThan(0)
  })

  test('is broken by the retries of the SDK', async ({ chaos }) => {
    const failure = await failureOf(chaos, () => askOpenAI(openaiClient({ maxRetries: 2 })), options)
    expect(failure.message).toContain('openai said quota-exhausted, and was asked the same 2 more times')
  })
})
