import { slowFirstToken, stalledStream } from '../../../faults/index.ts'
import { faultsOf, settlesWithin, survives } from '../../../src/property/index.ts'
import { describe, expect, test } from '../../../src/vitest/index.ts'
import { askOpenAI, failureOf, openaiClient, streamOpenAI } from '../apps.ts'

const faults = faultsOf(slowFirstToken, stalledStream)

describe('settlesWithin', () => {
  test('is kept by an app with a deadline', async ({ chaos }) => {
    const report = await survives(chaos, () => streamOpenAI(AbortSignal.timeout(20_000)), {
      faults,
      runs: 40,
      properties: [settlesWithin('20s')],
    })
    expect(report.properties['settles-within(20s)']!.held).toBeGreaterThan(10)
  })

  test('is broken by an app that waits for the next token for ever', async ({ chaos }) => {
    const failure = await failureOf(chaos, () => streamOpenAI(), { faults: faultsOf(stalledStream), properties: [settlesWithin('60s')] })
    expect(failure.outcome.settlement.type).toBe('stuck')
    expect(failure.message).toContain('settles-within(1m) is broken: it never settled')
  })

  test('is broken by an app that comes too late', async ({ chaos }) => {
    const failure = await failureOf(chaos, () => askOpenAI(openaiClient({ timeout: 90_000 })), {
      faults: faultsOf(slowFirstToken({ by: '80s' })),
      properties: [settlesWithin('60s')],
    })
    expect(failure.message).toContain('it settled after 1m20s')
  })

  test('refuses what is no duration', () => {
    expect(() => settlesWithin('soon' as never)).toThrow('Cannot read "soon" as a duration')
  })
})
