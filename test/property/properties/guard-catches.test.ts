import { confidentlyWrong } from '../../../faults/index.ts'
import { answers } from '../../../src/index.ts'
import { faultsOf, guardCatches, type Task } from '../../../src/property/index.ts'
import { describe, expect, withChaos } from '../../../src/vitest/index.ts'
import { ask, failureOf, timesKept } from '../apps.ts'
import { call, evidence } from './evidence.ts'

const truth = 'You have 30 days.'
const test = withChaos({ answers: answers.facts([{ ask: /refund/i, truth, lies: ['You have 90 days.'] }]) })
const property = guardCatches({ atLeast: 0.6, falseAlarmsAtMost: 0.4 })
const faults = faultsOf(confidentlyWrong({ strategy: 'listed-lie' }).every(2))

/** Asks for forty refunds, and checks each answer. */
function checking(isGood: (text: string) => boolean): Task {
  return async ({ observe }) => {
    for (let order = 100; order < 140; order++) {
      const asks = `How long may I ask for a refund of ${order}?`
      await observe.task({ name: asks, asks }, async () => {
        const text = await ask(asks)
        return isGood(text) ? text : { refused: true }
      })
    }
  }
}

describe('guardCatches', () => {
  test('is kept by a guard that knows the truth', async ({ chaos }) => {
    expect(
      await timesKept(
        chaos,
        checking((text) => text === truth),
        property,
        faults,
        3,
      ),
    ).toBeGreaterThan(0)
  })

  test('is broken by a guard that looks at the form', async ({ chaos }) => {
    const failure = await failureOf(
      chaos,
      checking((text) => text.endsWith('.')),
      { faults, properties: [property] },
    )
    expect(failure.message).toContain('0 of 20 (0% to 16.1%) wrong answers were caught, and at least 60% are asked for')
  })

  test('says nothing of a few answers', () => {
    expect(property.judge(evidence({ calls: [call()] })).type).toBe('inconclusive')
    expect(property.judge(evidence({})).type).toBe('inconclusive')
  })

  test('refuses a rate that is no share', () => {
    expect(() => guardCatches({ atLeast: 2, falseAlarmsAtMost: 0 })).toThrow('guardCatches() cannot ask for { atLeast: 2 }')
  })
})
