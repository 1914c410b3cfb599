import { truncatedStream } from '../../../faults/index.ts'
import { faultsOf, noDuplicateText, type Observe, type Task } from '../../../src/property/index.ts'
import type { JournalCall } from '../../../src/index.ts'
import { describe, expect, test } from '../../../src/vitest/index.ts'
import { askAnthropic, failureOf, streamOpenAI, timesKept } from '../apps.ts'
import { asked, call, evidence } from './evidence.ts'

const property = noDuplicateText()
const faults = faultsOf(truncatedStream({ afterDeltas: 6 }).for('openai').first(1))

/** Shows an answer as it arrives; if it breaks off, another one. */
function showing(before: (observe: Observe) => void, again: (observe: Observe) => Promise<unknown>): Task {
  return async ({ observe }) => {
    const { finish } = await streamOpenAI(undefined, observe.streamed)
    if (finish === 'stop') return
    before(observe)
    await again(observe)
  }
}

const sameAgain = (observe: Observe): Promise<unknown> => streamOpenAI(undefined, observe.streamed)

describe('noDuplicateText', () => {
  test('holds if the first part is retracted', async ({ chaos }) => {
    const app = showing((observe) => observe.retracted(), sameAgain)
    expect(await timesKept(chaos, app, property, faults, 3)).toBeGreaterThan(0)
  })

  test('is violated if the same answer begins again', async ({ chaos }) => {
    const failure = await failureOf(
      chaos,
      showing(() => {}, sameAgain),
      { faults, properties: [property] },
    )
    expect(failure.message).toMatch(/the user saw ".+" twice/)
  })

  test('is violated if another answer is joined to the first part', async ({ chaos }) => {
    const app = showing(
      () => {},
      async (observe) => observe.streamed(await askAnthropic()),
    )
    const failure = await failureOf(chaos, app, {
      faults: faultsOf(truncatedStream({ afterDeltas: 1 }).for('openai')),
      properties: [property],
    })
    expect(failure.property).toBe('no-duplicate-text')
  })

  test('lets an answer continue a truncated one', () => {
    const half = call({ received: 'The parcel left', ending: 'truncated' })
    const prompt = asked({ messages: [{ role: 'assistant', parts: [{ type: 'text', text: 'The parcel left' }] }] })
    const rest = (given: object): ReturnType<typeof call> => call({ startedAt: 200, received: ' Berlin today.', ...given })
    const streamed = [
      { at: 10, text: 'The parcel left' },
      { at: 210, text: ' Berlin today.' },
    ]
    expect(property.judge(evidence({ calls: [half, rest({ call: prompt })], streamed })).type).toBe('held')
    expect(property.judge(evidence({ calls: [half, rest({})], streamed }))).toMatchObject({
      type: 'violated',
      how: 'the user saw an answer of openai, and joined to it without a mark another of openai',
    })
  })

  test('knows an answer that was shown from one that only guided it', () => {
    const guide = call({ received: 'parcel' })
    const answer = call({ startedAt: 200, received: 'Your parcel left Berlin today.' })
    const streamed = [{ at: 210, text: 'Your parcel left Berlin today.' }]
    expect(property.judge(evidence({ calls: [guide, answer], streamed })).type).toBe('held')
  })

  test('is inconclusive without streamed text, or with only one answer', () => {
    expect(property.judge(evidence({ calls: [call(), call()] })).type).toBe('inconclusive')
    expect(property.judge(evidence({ calls: [call()], streamed: [{ at: 0, text: 'Tomorrow.' }] })).type).toBe('inconclusive')
  })

  const half = 'I have looked into your parcel, and it left'
  const whole = 'I have looked into your parcel, and it left Berlin today.'
  const ask = (text: string, read = '') =>
    asked({
      messages: [
        { role: 'user', parts: [{ type: 'text', text }] },
        ...(read === '' ? [] : [{ role: 'assistant' as const, parts: [{ type: 'text' as const, text: read }] }]),
      ],
    })
  const cut = call({ received: half, ending: 'truncated', call: ask('Where?') })
  const seen = (...texts: string[]) => texts.map((text, at) => ({ at, text }))
  const judge = (calls: JournalCall[], ...texts: string[]) => property.judge(evidence({ calls, streamed: seen(...texts) })).type

  test('holds if the model begins again with the words that it was given to continue', () => {
    expect(judge([cut, call({ startedAt: 200, received: whole, call: ask('Where?', half) })], half, whole)).toBe('held')
  })

  test.for(['\n\n---\n', '\n[The connection was lost. Starting over.]\n', ' (interrupted)\n\n'])(
    'holds if the next answer is separated by %j',
    (mark) => {
      expect(judge([cut, call({ startedAt: 200, received: whole, call: ask('Where?') })], half, mark, whole)).toBe('held')
    },
  )

  test('holds if two questions are answered one after another', () => {
    const calls = [call({ received: whole, call: ask('Where?') }), call({ startedAt: 200, received: whole, call: ask('And the other?') })]
    expect(judge(calls, whole, whole)).toBe('held')
  })

  test('remarks on words between two answers', () => {
    expect(judge([cut, call({ startedAt: 200, received: whole, call: ask('Where?') })], half, ' Well: ', whole)).toBe('remark')
  })

  test('is violated if the question is answered again after the first part', () => {
    expect(judge([cut, call({ startedAt: 200, received: whole, call: ask('Where?') })], half, whole)).toBe('violated')
  })
})
