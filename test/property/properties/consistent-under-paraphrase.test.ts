import { confidentlyWrong } from '../../../faults/index.ts'
import { consistentUnderParaphrase, faultsOf, type Property, type Task } from '../../../src/property/index.ts'
import { answers } from '../../../src/index.ts'
import { describe, expect, withChaos } from '../../../src/vitest/index.ts'
import { ask, failureOf, timesKept } from '../apps.ts'
import { evidence } from './evidence.ts'

const test = withChaos({ answers: answers.facts([{ prompt: /refund|money back/i, truth: '30 days', lies: ['90 days'] }]) })
const property = consistentUnderParaphrase({ decision: (value) => /\d+ days/.exec(String(value))?.[0] })
const faults = faultsOf(confidentlyWrong({ strategy: 'listed-lie' }).nth(2))
const wordings = ['How long may I ask for a refund?', 'By when can I get my money back?']

/** Decides the same question in two wordings. */
function deciding(decide: (question: string) => Promise<string>): Task {
  return async ({ observe }) => {
    for (const name of wordings) await observe.task({ name, meaning: 'refund' }, () => decide(name))
  }
}

async function majority(question: string): Promise<string> {
  const votes = [await ask(question), await ask(question), await ask(question)]
  return votes.find((vote, index) => votes.indexOf(vote) < index) ?? ''
}

describe('consistentUnderParaphrase', () => {
  test('holds for the majority of three answers', async ({ chaos }) => {
    expect(await timesKept(chaos, deciding(majority), property, faults, 3)).toBeGreaterThan(0)
  })

  test('is violated if one answer decides', async ({ chaos }) => {
    const failure = await failureOf(
      chaos,
      deciding((question) => ask(question)),
      { faults, properties: [property] },
    )
    expect(failure.message).toContain('By when can I get my money back? "90 days"')
  })

  const judgedOf = (given: Property, ...values: readonly unknown[]): string =>
    given.judge(
      evidence({
        tasks: values.map((value, index) => ({
          name: `${index}`,
          meaning: 'refund',
          startedAt: index * 20,
          settledAt: index * 20 + 10,
          settlement: { type: 'value', value } as const,
        })),
      }),
    ).type

  test.for([
    ['repeats it in other words', ['You have 30 days from the delivery.', 'The refund is possible for 30 days.'], 'inconclusive'],
    [
      'returns the time with its answer',
      [
        { refundable: true, at: 1 },
        { refundable: true, at: 2 },
      ],
      'inconclusive',
    ],
    ['abstains once', [true, null], 'held'],
    ['decides the same', ['yes', 'yes'], 'held'],
  ] as const)('does not accuse an app that %s, without a decision to look at', ([, values, expected]) => {
    expect(judgedOf(consistentUnderParaphrase(), ...values)).toBe(expected)
  })

  test('recognizes short decisions by itself', () => {
    expect(judgedOf(consistentUnderParaphrase(), true, false)).toBe('violated')
    expect(judgedOf(consistentUnderParaphrase(), 'yes', 'no')).toBe('violated')
  })

  test('is inconclusive without two wordings, or if the app always abstains', () => {
    const tasks = wordings.map((name) => ({
      name,
      meaning: 'refund',
      startedAt: 0,
      settledAt: 10,
      settlement: { type: 'error', error: new Error('I do not know') } as const,
    }))
    expect(property.judge(evidence({})).type).toBe('inconclusive')
    expect(property.judge(evidence({ tasks })).type).toBe('inconclusive')
  })
})
