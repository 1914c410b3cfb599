import { overloaded } from '../../../faults/index.ts'
import { held, violated } from '../../../src/kit.ts'
import { degradesVisibly, faultsOf, type Task } from '../../../src/property/index.ts'
import { describe, expect, test } from '../../../src/vitest/index.ts'
import { ask, askAnthropic, askOpenAI, failureOf, timesKept } from '../apps.ts'
import { asked, call, evidence, failed } from './evidence.ts'
import { judged } from './judged.ts'

const property = degradesVisibly()
const faults = faultsOf(overloaded().for('openai'))

describe('degradesVisibly', () => {
  test('holds if the value names the model that answered', async ({ chaos }) => {
    const app = (): Promise<unknown> =>
      askOpenAI().then(
        (text) => ({ text, provider: 'openai' }),
        async () => ({ text: await askAnthropic(), provider: 'anthropic' }),
      )
    expect(await timesKept(chaos, app, property, faults, 3)).toBeGreaterThan(0)
  })

  test('is violated by a silent fallback', async ({ chaos }) => {
    const failure = await failureOf(chaos, () => askOpenAI().catch(() => askAnthropic()), { faults, properties: [property] })
    expect(failure.message).toContain(
      'claude-sonnet-4-6 of anthropic answered instead of gpt-4o of openai, and the value is not marked as degraded',
    )
  })

  test('is violated by an old answer that looks like a new one', async ({ chaos }) => {
    const app: Task = async ({ observe }) => {
      const before = await observe.task('yesterday', () => askOpenAI())
      return observe.task('today', () => askOpenAI().catch(() => before))
    }
    expect(await judged(chaos, app, property, overloaded().nth(2))).toEqual(
      violated('nothing answered, and an earlier answer of openai was given, and the value is not marked as degraded'),
    )
  })

  test.for([
    ['apologizes', (): unknown => 'Sorry, we cannot answer right now.'],
    ['returns null', (): unknown => null],
    ['returns an error', (): unknown => ({ error: { code: 503 } })],
    ['reports that it failed', (): unknown => ({ status: 'failed' })],
    ['reports that it is old', (): unknown => ({ text: 'It left Berlin.', stale: true })],
    ['reports in words that it is old', (): unknown => 'It left Berlin (cached answer from yesterday).'],
  ] as const)('reports nothing for an app that %s if no provider answered', async ([, instead], { chaos }) => {
    expect(await judged(chaos, () => askOpenAI().catch((): unknown => instead()), property, overloaded())).toEqual(held)
  })

  test('remarks if a value of the app replaces an answer', async ({ chaos }) => {
    expect((await judged(chaos, () => askOpenAI().catch(() => 'It left Berlin.'), property, overloaded())).type).toBe('remark')
  })

  const items = ['parcel 1', 'parcel 2', 'parcel 3']
  const batch = async (): Promise<PromiseSettledResult<string>[]> => Promise.allSettled(items.map((item) => ask(`Where is ${item}?`)))

  test.for([
    ['returns what Promise.allSettled gives', (results: PromiseSettledResult<string>[]): unknown => results, 'held'],
    [
      'leaves a gap',
      (results: PromiseSettledResult<string>[]): unknown => results.map((result) => (result.status === 'fulfilled' ? result.value : null)),
      'held',
    ],
    [
      'counts what failed',
      (results: PromiseSettledResult<string>[]): unknown => ({
        texts: results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : [])),
        failed: 1,
      }),
      'held',
    ],
    [
      'drops what failed',
      (results: PromiseSettledResult<string>[]): unknown =>
        results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : [])),
      'remark',
    ],
  ] as const)('sees the lost item of a batch that %s', async ([, value, expected], { chaos }) => {
    expect((await judged(chaos, () => batch().then(value), property, overloaded().nth(2))).type).toBe(expected)
  })

  test('does not accuse an app whose hedge was slower, or whose router failed', () => {
    const slow = call({ ending: 'aborted', endedAt: 300, received: '' })
    expect(
      property.judge(evidence({ calls: [slow, call({ provider: 'anthropic', model: 'claude', startedAt: 200, endedAt: 300 })] })).type,
    ).toBe('inconclusive')
    const router = failed({
      model: 'gpt-4o-mini',
      call: asked({ messages: [{ role: 'user', parts: [{ type: 'text', text: 'Which team?' }] }] }),
    })
    expect(property.judge(evidence({ calls: [router, call({ startedAt: 200 })] })).type).toBe('remark')
  })

  test('is inconclusive if each of two models did its part', () => {
    const calls = [call({ model: 'gpt-4o-mini', received: 'parcel' }), call({ startedAt: 200 })]
    expect(property.judge(evidence({ calls })).type).toBe('inconclusive')
  })

  test('is inconclusive if no result was degraded', () => {
    expect(property.judge(evidence({ calls: [call()] })).type).toBe('inconclusive')
  })
})
