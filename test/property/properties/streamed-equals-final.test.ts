import { truncatedStream } from '../../../faults/index.ts'
import { faultsOf, streamedEqualsFinal, type Observe, type Task } from '../../../src/property/index.ts'
import { describe, expect, test } from '../../../src/vitest/index.ts'
import { failureOf, streamOpenAI, timesKept } from '../apps.ts'
import { call, evidence } from './evidence.ts'

const property = streamedEqualsFinal()
const faults = faultsOf(truncatedStream().first(1))

/** Shows an answer as it arrives, and another if the first breaks off. */
function showing(restart: (observe: Observe) => void): Task {
  return async ({ observe }) => {
    const first = await streamOpenAI(undefined, observe.streamed)
    if (first.finish === 'stop') return first.text
    restart(observe)
    return (await streamOpenAI(undefined, observe.streamed)).text
  }
}

describe('streamedEqualsFinal', () => {
  test('holds if a truncated answer is retracted', async ({ chaos }) => {
    expect(
      await timesKept(
        chaos,
        showing((observe) => observe.retracted()),
        property,
        faults,
        3,
      ),
    ).toBeGreaterThan(0)
  })

  test('is violated if the next answer is appended to it', async ({ chaos }) => {
    const failure = await failureOf(
      chaos,
      showing(() => {}),
      { faults, properties: [property] },
    )
    expect(failure.message).toMatch(/after \d+ characters the streamed text continues with ".+", and the value continues with ".+"/)
  })

  test('is inconclusive without streamed text, or without a returned text', () => {
    expect(property.judge(evidence({})).type).toBe('inconclusive')
    expect(property.judge(evidence({ streamed: [{ at: 0, text: 'a' }], settlement: { type: 'value', value: 7 } })).type).toBe(
      'inconclusive',
    )
  })

  const text = 'I have looked into your parcel, and it left Berlin today.'
  const calls = [call({ received: text, truth: text })]
  const judge = (shown: string, value: unknown) =>
    property.judge(evidence({ calls, streamed: [{ at: 0, text: shown }], settlement: { type: 'value', value } })).type

  test.for([
    ['trims it', `  ${text}\n`],
    ['takes its markdown away', text.replace('Berlin', '**Berlin**')],
  ] as const)('holds for an app that %s', ([, shown]) => {
    expect(judge(shown, text)).toBe('held')
  })

  test.for([
    ['shows a note behind it', `${text} (Source: tracking)`, text],
    ['signs what it returns', text, `${text}\nYour parcel team`],
    ['returns a sentence of its own after a part of it', text.slice(0, 30), 'Please try again later.'],
    ['returns a part that is marked', text.slice(0, 30), { text, partial: true }],
  ] as const)('remarks on an app that %s', ([, shown, value]) => {
    expect(judge(shown, value)).toBe('remark')
  })

  test.for([
    ['loses the end of it', text.slice(0, 30), text],
    ['shows it twice', `${text}${text}`, text],
    ['returns less than it showed', text, text.slice(0, 30)],
  ] as const)('is violated by an app that %s', ([, shown, value]) => {
    expect(judge(shown, value)).toBe('violated')
  })
})
