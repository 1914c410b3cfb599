import { confidentlyWrong, overRefusal, serverError, verboseAnswer, wrongContentType } from '../../../faults/index.ts'
import { answers } from '../../../src/index.ts'
import { faultsOf, guardrailCatches, type Task } from '../../../src/property/index.ts'
import { describe, expect, withChaos } from '../../../src/vitest/index.ts'
import { ask, failureOf, timesKept } from '../apps.ts'
import { call, evidence } from './evidence.ts'
import { judged } from './judged.ts'

const truth = 'You have 30 days.'
const test = withChaos({ answers: answers.facts([{ prompt: /refund/i, truth, lies: ['You have 90 days.'] }]) })
const property = guardrailCatches({ atLeast: 0.6, falsePositivesAtMost: 0.4 })
const faults = faultsOf(confidentlyWrong({ strategy: 'listed-lie' }).every(2))

/** Requests forty refunds, and checks each answer. */
function checking(isGood: (text: string) => boolean): Task {
  return async ({ observe }) => {
    for (let order = 100; order < 140; order++) {
      const asks = `How long may I ask for a refund of ${order}?`
      await observe.task({ name: asks, prompt: asks }, async () => {
        const text = await ask(asks)
        return isGood(text) ? text : { refused: true }
      })
    }
  }
}

describe('guardrailCatches', () => {
  test('holds for a guard that knows the truth', async ({ chaos }) => {
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

  test('is violated by a guard that looks at the form', async ({ chaos }) => {
    const failure = await failureOf(
      chaos,
      checking((text) => text.endsWith('.')),
      { faults, properties: [property] },
    )
    expect(failure.message).toContain('0 of 20 (0% to 16.1%) wrong answers were caught, and the demand is at least 60%')
  })

  /** Answers forty questions about refunds, and gives this instead of an answer that is not the right one. */
  const instead =
    (replacement: unknown): Task =>
    async ({ observe }) => {
      for (let order = 100; order < 140; order++)
        await observe.task(`order ${order}`, async () => {
          const text = await ask(`How long may I ask for a refund of ${order}?`)
          return text === truth ? { text } : replacement
        })
    }

  test.for([
    ['a fixed text', 'Please ask our support.'],
    ['a state', { status: 'needs_review' }],
    ['an object without the answer', { text: '', handedOver: 'support' }],
    ['a flag', { text: 'You have 90 days.', verified: false }],
  ] as const)('knows %s for a refusal', async ([, replacement], { chaos }) => {
    const lies = confidentlyWrong({ strategy: 'listed-lie' }).every(2)
    expect((await judged(chaos, instead(replacement), property, lies)).type).toBe('held')
  })

  test('does not count reworded answers, refusals by the model and broken calls', async ({ chaos }) => {
    for (const fault of [overRefusal(), verboseAnswer(), wrongContentType(), serverError()])
      expect(
        (
          await judged(
            chaos,
            checking(() => true),
            property,
            fault,
          )
        ).type,
      ).toBe('inconclusive')
  })

  test('does not accuse a guardrail of one lie that slipped through', () => {
    const lie = call({ received: 'You have 90 days.', truth: 'You have 30 days.', notes: ['number-drift'] })
    const own = guardrailCatches({ atLeast: 0.9, falsePositivesAtMost: 0.05 })
    expect(own.judge(evidence({ calls: [lie], settlement: { type: 'value', value: lie.received } })).type).toBe('inconclusive')
  })

  test('is inconclusive with only a few answers', () => {
    expect(property.judge(evidence({ calls: [call()] })).type).toBe('inconclusive')
    expect(property.judge(evidence({})).type).toBe('inconclusive')
  })

  test('refuses a rate outside of 0 to 1', () => {
    expect(() => guardrailCatches({ atLeast: 2, falsePositivesAtMost: 0 })).toThrow('guardrailCatches() cannot require { atLeast: 2 }')
  })
})
