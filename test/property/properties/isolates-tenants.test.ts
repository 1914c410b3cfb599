import { contextLengthExceeded, misroutedAnswer, overloaded } from '../../../faults/index.ts'
import type { JournalCall } from '../../../src/index.ts'
import { remark, violated } from '../../../src/kit.ts'
import { faultsOf, isolatesTenants, type Task, type TaskOutcome } from '../../../src/property/index.ts'
import { describe, expect, test } from '../../../src/vitest/index.ts'
import { ask, failureOf, timesKept } from '../apps.ts'
import { asked, call, evidence, failed } from './evidence.ts'
import { judged } from './judged.ts'

const property = isolatesTenants()
const questions = { Ada: 'Where is parcel 101?', Bob: 'When will invoice 202 be paid?' }

/** Answers Ada, then Bob. The app decides what it keeps between them. */
function serving(answer: (tenant: string, question: string) => Promise<string>): Task {
  return async ({ observe }) => {
    for (const [tenant, asks] of Object.entries(questions))
      await observe.task({ name: `a question of ${tenant}`, tenant, prompt: asks }, () => answer(tenant, asks)).catch(() => {})
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

describe('isolatesTenants', () => {
  const faults = faultsOf(overloaded().first(1))

  test('holds for a breaker for each', async ({ chaos }) => {
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

  test('is violated if the bad request of one tenant opens a breaker for all', async ({ chaos }) => {
    const failure = await failureOf(
      chaos,
      breaking(() => 'openai'),
      { faults: faultsOf(contextLengthExceeded().first(1)), properties: [property] },
    )
    expect(failure.message).toContain('the calls of Ada failed, and Bob, whose calls did not fail, was refused')
  })

  test('does not accuse a breaker for all that opens because the provider fails', async ({ chaos }) => {
    const app = breaking(() => 'openai')
    expect(await judged(chaos, app, property, overloaded().first(1))).toEqual(
      remark('the calls of Ada failed, and Bob, whose calls did not fail, was refused'),
    )
  })

  test('only remarks on an answer that the provider itself mixed up', async ({ chaos }) => {
    const app = serving((_tenant, question) => ask(question))
    expect(await judged(chaos, app, property, misroutedAnswer())).toEqual(
      remark('Bob got the answer to Ada: the provider mixed them up, and the app did not notice'),
    )
  })

  test('is violated by a cache that mixes up the prompts of tenants', async ({ chaos }) => {
    let last: string | undefined
    const app = serving(async (_tenant, question) => (last = await ask(question).catch(() => last ?? 'none')))
    expect(await judged(chaos, app, property, overloaded().nth(2))).toEqual(violated('Bob got the answer to Ada'))
  })

  const served = (tenant: string, value: string, asks?: string, task = 0): TaskOutcome => ({
    name: tenant,
    tenant,
    startedAt: task * 200,
    settledAt: task * 200 + 150,
    settlement: { type: 'value', value },
    ...(asks === undefined ? {} : { prompt: asks }),
  })
  const answered = (text: string, received: string, startedAt: number): JournalCall =>
    call({ startedAt, truth: received, received, call: asked({ messages: [{ role: 'user', parts: [{ type: 'text', text }] }] }) })

  test.for([
    [
      'gives both a short answer that is the same by chance',
      [served('Ada', 'Yes.'), served('Bob', 'Yes. It left Berlin.', undefined, 1)],
      [answered('One?', 'Yes.', 0), answered('Two?', 'Yes. It left Berlin.', 200)],
      'inconclusive',
    ],
    [
      'answers a common question from a shared cache',
      [served('Ada', 'We are open from 9 to 5 each day.'), served('Bob', 'We are open from 9 to 5 each day.', undefined, 1)],
      [answered('When are you open?', 'We are open from 9 to 5 each day.', 0)],
      'remark',
    ],
  ] as const)('does not accuse an app that %s', ([, tasks, calls, expected]) => {
    expect(property.judge(evidence({ tasks, calls })).type).toBe(expected)
  })

  test('does not accuse an app that rejects a wrong answer of its own', () => {
    const tasks = [
      served('Ada', 'none'),
      { ...served('Bob', '', undefined, 1), settlement: { type: 'error', error: new Error('not grounded') } } as const,
    ]
    const own = { ...answered('Two?', 'In 90 days.', 200), truth: 'In 30 days.' }
    expect(property.judge(evidence({ tasks, calls: [failed(), own] })).type).toBe('held')
  })

  test('is inconclusive with a single tenant', () => {
    expect(property.judge(evidence({})).type).toBe('inconclusive')
  })
})
