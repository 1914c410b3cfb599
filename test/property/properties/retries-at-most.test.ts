import { serverError } from '../../../faults/index.ts'
import { faultsOf, retriesAtMost, survives } from '../../../src/property/index.ts'
import { describe, expect, test } from '../../../src/vitest/index.ts'
import { askOpenAI, failureOf, openaiClient } from '../apps.ts'

const faults = faultsOf(serverError)

/** Three tries of its own, each with the retries of the SDK. */
async function insist(maxRetries: number): Promise<string> {
  const client = openaiClient({ maxRetries })
  for (let attempt = 1; attempt < 3; attempt++) {
    const answer = await askOpenAI(client).catch(() => undefined)
    if (answer !== undefined) return answer
  }
  return askOpenAI(client)
}

describe('retriesAtMost', () => {
  test('is kept where one layer retries', async ({ chaos }) => {
    const report = await survives(chaos, () => insist(0), { faults, runs: 30, properties: [retriesAtMost(2)] })
    expect(report.properties['retries-at-most(2)']!.held).toBeGreaterThan(0)
  })

  test('is broken where the layers multiply', async ({ chaos }) => {
    const failure = await failureOf(chaos, () => insist(2), { faults, properties: [retriesAtMost(2)] })
    expect(failure.message).toContain('openai was asked the same 9 times')
    expect(failure.journal.calls).toHaveLength(9)
  })

  test('counts all calls together where it is told to', async ({ chaos }) => {
    const failure = await failureOf(chaos, () => insist(0), { faults, properties: [retriesAtMost(2, { inAll: 2 })] })
    expect(failure.message).toContain('3 calls went out')
  })

  test.for([-1, 1.5, Number.NaN])('refuses to count to %d', (count) => {
    expect(() => retriesAtMost(count)).toThrow(`retriesAtMost() cannot count to ${count}: expected a whole number of at least 0.`)
  })
})
