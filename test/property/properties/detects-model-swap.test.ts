import { silentModelSwap } from '../../../faults/index.ts'
import { faultsOf, detectsModelSwap, type Task } from '../../../src/property/index.ts'
import { describe, expect, test } from '../../../src/vitest/index.ts'
import { failureOf, openaiClient, timesKept } from '../apps.ts'
import { call, evidence } from './evidence.ts'
import { judged } from './judged.ts'

const property = detectsModelSwap()
const faults = faultsOf(silentModelSwap({ disclosed: true }))

/** Makes a call, and checks which model answered. */
function asking(look: (model: string, alert: (text: string) => void) => void): Task {
  return async ({ observe }) => {
    const { model, choices } = await openaiClient().chat.completions.create({
      model: 'gpt-4o',
      messages: [{ role: 'user', content: 'Where is my parcel?' }],
    })
    look(model, observe.alert)
    return choices[0]!.message.content
  }
}

describe('detectsModelSwap', () => {
  test('holds if the model field is compared', async ({ chaos }) => {
    const app = asking((model, alert) => void (model === 'gpt-4o' || alert(`${model} answered in place of gpt-4o`)))
    expect(await timesKept(chaos, app, property, faults, 3)).toBeGreaterThan(0)
  })

  test('holds for an error', async ({ chaos }) => {
    const app = asking((model) => {
      if (model !== 'gpt-4o') throw new Error(`${model} answered`)
    })
    expect(await timesKept(chaos, app, property, faults, 3)).toBeGreaterThan(0)
  })

  test('is violated if the app compares nothing', async ({ chaos }) => {
    const failure = await failureOf(
      chaos,
      asking(() => {}),
      { faults, properties: [property] },
    )
    expect(failure.message).toContain('gpt-4o-mini-2024-07-18 answered instead of gpt-4o, and the app raised no alert')
  })

  test('does not accuse an app of a swap that the response hides', async ({ chaos }) => {
    const app = asking(() => {})
    expect((await judged(chaos, app, property, silentModelSwap({ disclosed: false }))).type).toBe('inconclusive')
    expect((await judged(chaos, app, property, silentModelSwap({ disclosed: true }))).type).toBe('violated')
  })

  test.for([
    ['shows who answered', [call({ answeredBy: 'gpt-3.5-turbo' })], { text: 'Tomorrow.', model: 'gpt-3.5-turbo' }, 'held'],
    [
      'calls again and drops the answer',
      [call({ answeredBy: 'gpt-3.5-turbo', received: 'Maybe.' }), call({ startedAt: 200 })],
      'Tomorrow.',
      'held',
    ],
    ['gets a dated build of its model', [call({ answeredBy: 'gpt-4o-2024-08-06' })], 'Tomorrow.', 'remark'],
  ] as const)('does not accuse an app that %s', ([, calls, value, expected]) => {
    expect(property.judge(evidence({ calls, settlement: { type: 'value', value } })).type).toBe(expected)
  })

  test('waits for the given number of calls', () => {
    const swapped = call({ answeredBy: 'gpt-3.5-turbo' })
    const judge = (...calls: ReturnType<typeof call>[]): string => detectsModelSwap({ within: 2 }).judge(evidence({ calls })).type
    expect(judge(swapped)).toBe('inconclusive')
    expect(judge(swapped, call({ startedAt: 200 }))).toBe('violated')
    const late = evidence({ calls: [swapped, call({ startedAt: 200 })], alerts: [{ at: 150, text: 'another model' }] })
    expect(detectsModelSwap({ within: 2 }).judge(late).type).toBe('held')
  })

  test('is inconclusive if the requested model answered', () => {
    expect(property.judge(evidence({ calls: [call()] })).type).toBe('inconclusive')
  })

  test('counts a fallback that the request names as a model that the app requested', () => {
    const answered = { model: 'openai/gpt-5', answeredBy: 'google/gemini-2.5-flash', ending: 'complete', received: 'Hi' } as const
    const tried = [
      { model: 'openai/gpt-5', status: 529, problem: 'overloaded' },
      { model: 'google/gemini-2.5-flash', status: 200 },
    ] as const
    expect(property.judge(evidence({ calls: [call(answered)] })).type).toBe('violated')
    expect(property.judge(evidence({ calls: [call({ ...answered, tried })] })).type).toBe('inconclusive')
    const swapped = { ...answered, answeredBy: 'google/gemini-nano', tried }
    expect(property.judge(evidence({ calls: [call(swapped)] })).type).toBe('violated')
  })
})
