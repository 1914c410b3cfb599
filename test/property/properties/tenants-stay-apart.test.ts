import { foreignReply, overloaded } from '../../../faults/index.ts'
import { faultsOf, tenantsStayApart, type Task } from '../../../src/property/index.ts'
import { describe, expect, test } from '../../../src/vitest/index.ts'
import { ask, failureOf, timesKept } from '../apps.ts'
import { evidence } from './evidence.ts'

const property = tenantsStayApart()
const questions = { Ada: 'Where is parcel 101?', Bob: 'When will invoice 202 be paid?' }

/** Answers Ada, then Bob. What must be kept between them is for the app to say. */
function serving(answer: (tenant: string, question: string) => Promise<string>): Task {
  return async ({ observe }) => {
    for (const [tenant, asks] of Object.entries(questions))
      await observe.task({ name: `a question of ${tenant}`, tenant, asks }, () => answer(tenant, asks)).catch(() => {})
  }
}

/** Turns away whom an open breaker is for. */
function breaking(keyOf: (tenant: string) => string): Task {
  return (tools) => {
    const open = new Set<string>()
    return serving(async (tenant, question) => {
      if (open.has(keyOf(tenant))) throw new Error('The breaker is open')
      return ask(question).catch((error: unknown) => {
        open.add(keyOf(tenant))
        throw error
      })
    })(tools)
  }
}

describe('tenantsStayApart', () => {
  const faults = faultsOf(overloaded().first(1))

  test('is kept by a breaker for each', async ({ chaos }) => {
    expect(
      await timesKept(
        chaos,
        breaking((tenant) => tenant),
        property,
        faults,
        3,
      ),
    ).toBeGreaterThan(0)
  })

  test('is broken by a breaker for all', async ({ chaos }) => {
    const failure = await failureOf(
      chaos,
      breaking(() => 'openai'),
      { faults, properties: [property] },
    )
    expect(failure.message).toContain('the calls of Ada failed, and Bob, whose calls did not, was turned away')
  })

  test('is broken where an answer to another is passed on', async ({ chaos }) => {
    const failure = await failureOf(
      chaos,
      serving((_tenant, question) => ask(question)),
      {
        faults: faultsOf(foreignReply()),
        properties: [property],
      },
    )
    expect(failure.message).toContain('Bob was given what was answered to Ada')
  })

  test('says nothing of a single tenant', () => {
    expect(property.judge(evidence({})).type).toBe('inconclusive')
  })
})
