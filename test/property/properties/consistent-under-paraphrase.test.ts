import { confidentlyWrong } from '../../../faults/index.ts'
import { consistentUnderParaphrase, faultsOf, type Task } from '../../../src/property/index.ts'
import { answers } from '../../../src/index.ts'
import { describe, expect, withChaos } from '../../../src/vitest/index.ts'
import { ask, failureOf, timesKept } from '../apps.ts'
import { evidence } from './evidence.ts'

const test = withChaos({ answers: answers.facts([{ ask: /refund|money back/i, truth: '30 days', lies: ['90 days'] }]) })
const property = consistentUnderParaphrase()
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
  test('is kept by the majority of three answers', async ({ chaos }) => {
    expect(await timesKept(chaos, deciding(majority), property, faults, 3)).toBeGreaterThan(0)
  })

  test('is broken where one answer decides', async ({ chaos }) => {
    const failure = await failureOf(
      chaos,
      deciding((question) => ask(question)),
      { faults, properties: [property] },
    )
    expect(failure.message).toContain('By when can I get my money back? "According to our records, the answer is 90 days')
  })

  test('says nothing without two wordings, or where the app always abstains', () => {
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
