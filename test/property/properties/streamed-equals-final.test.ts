import { truncatedStream } from '../../../faults/index.ts'
import { faultsOf, streamedEqualsFinal, type Observe, type Task } from '../../../src/property/index.ts'
import { describe, expect, test } from '../../../src/vitest/index.ts'
import { failureOf, streamOpenAI, timesKept } from '../apps.ts'
import { evidence } from './evidence.ts'

const property = streamedEqualsFinal()
const faults = faultsOf(truncatedStream().first(1))

/** Shows an answer as it comes, and another where the first breaks off. */
function showing(restart: (observe: Observe) => void): Task {
  return async ({ observe }) => {
    const first = await streamOpenAI(undefined, observe.streamed)
    if (first.finish === 'stop') return first.text
    restart(observe)
    return (await streamOpenAI(undefined, observe.streamed)).text
  }
}

describe('streamedEqualsFinal', () => {
  test('is kept where half an answer is taken back', async ({ chaos }) => {
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

  test('is broken where the next answer is appended to it', async ({ chaos }) => {
    const failure = await failureOf(
      chaos,
      showing(() => {}),
      { faults, properties: [property] },
    )
    expect(failure.message).toMatch(/after \d+ characters what the user saw goes on ".+", and the value goes on ".+"/)
  })

  test('says nothing where nothing was seen, or no text given out', () => {
    expect(property.judge(evidence({})).type).toBe('inconclusive')
    expect(property.judge(evidence({ streamed: [{ at: 0, text: 'a' }], settlement: { type: 'value', value: 7 } })).type).toBe(
      'inconclusive',
    )
  })
})
