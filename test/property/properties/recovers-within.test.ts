import { overloaded } from '../../../faults/index.ts'
import { faultsOf, recoversWithin, type Task } from '../../../src/property/index.ts'
import type { JournalCall } from '../../../src/index.ts'
import { describe, expect, test } from '../../../src/vitest/index.ts'
import { askAnthropic, askOpenAI, failureOf, sleep, timesKept } from '../apps.ts'
import { call, evidence, failed } from './evidence.ts'

const property = recoversWithin('1m', { provider: 'openai', healsAt: '2m' })
const faults = faultsOf(overloaded().for('openai').between(0, '2m'))

/** Makes a call every 20 seconds for 4 minutes, to the fallback for as long as the app avoids the first. */
function asking(keepsAwayFor: number): Task {
  return async () => {
    let away = 0
    for (let now = 0; now < 240_000; now += 20_000) {
      if (now >= away)
        await askOpenAI().catch(() => {
          away = now + keepsAwayFor
          return askAnthropic()
        })
      else await askAnthropic()
      await sleep(20_000)
    }
  }
}

describe('recoversWithin', () => {
  test('holds if the primary is tried from time to time', async ({ chaos }) => {
    expect(await timesKept(chaos, asking(40_000), property, faults, 3)).toBeGreaterThan(0)
  })

  test('is violated by a fallback that sticks', async ({ chaos }) => {
    const failure = await failureOf(chaos, asking(Infinity), { faults, properties: [property] })
    expect(failure.message).toContain('gpt-4o of openai recovered at 2m, and 2 calls after 3m went elsewhere')
  })

  test('is violated by a late return', async ({ chaos }) => {
    const failure = await failureOf(chaos, asking(200_000), { faults, properties: [property] })
    expect(failure.message).toContain('gpt-4o of openai recovered at 2m, and was used again only at 3m20s')
  })

  test('is inconclusive if no call was made after the recovery', () => {
    expect(property.judge(evidence({ calls: [failed()] })).type).toBe('inconclusive')
    expect(property.judge(evidence({ calls: [call()] })).type).toBe('inconclusive')
  })

  const minute = 60_000
  const claude = (startedAt: number) => call({ provider: 'anthropic', model: 'claude-sonnet-4-6', startedAt })
  const judge = (...calls: JournalCall[]) => property.judge(evidence({ calls, settledAt: Infinity }))

  test('judges the model that failed, and not its sibling at the provider', () => {
    const mini = [1, 2, 3, 4].map((at) => call({ model: 'gpt-4o-mini', startedAt: at * minute }))
    expect(judge(failed(), ...mini).type).toBe('violated')
    expect(judge(failed(), failed({ model: 'gpt-4o-mini', startedAt: 1_000 }), claude(2_000), call({ startedAt: 2.5 * minute })).type).toBe(
      'held',
    )
  })

  test('does not require a fallback that failed, too', () => {
    const mini = failed({ model: 'gpt-4o-mini', startedAt: 1_000 })
    expect(judge(failed(), mini, claude(2_000), call({ startedAt: 2.5 * minute }), call({ startedAt: 5 * minute })).type).toBe('held')
  })

  test('judges the model that is named', () => {
    const named = recoversWithin('1m', { provider: 'openai', model: 'gpt-4o-mini', healsAt: '2m' })
    const calls = [failed(), failed({ model: 'gpt-4o-mini', startedAt: 1_000 }), call({ startedAt: 2.5 * minute }), claude(4 * minute)]
    expect(named.judge(evidence({ calls, settledAt: Infinity })).type).toBe('violated')
  })

  test('does not take for a fallback what is used for something else', () => {
    const embed = (startedAt: number) => call({ provider: 'cohere', model: 'embed-v4.0', startedAt })
    expect(judge(embed(0), failed({ startedAt: 100 }), embed(2.5 * minute), embed(4 * minute)).type).toBe('inconclusive')
  })

  test('reports that a cache can hide whether the provider is used again', () => {
    const settlement = { type: 'value', value: 'Tomorrow.' } as const
    const tasks = [0, 4, 5].map((at) => ({ name: `at ${at}`, startedAt: at * minute, settledAt: at * minute + 200, settlement }))
    expect(property.judge(evidence({ calls: [failed()], tasks }))).toEqual({
      type: 'inconclusive',
      why: '2 tasks began after 3m without a call, as with a cache; use a different prompt each time',
    })
  })
})
