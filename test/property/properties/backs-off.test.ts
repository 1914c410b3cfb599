import { createOpenAI } from '@ai-sdk/openai'
import { generateText } from 'ai'
import { overloaded } from '../../../faults/index.ts'
import { backsOff, faultsOf, type Observe, type Task } from '../../../src/property/index.ts'
import { describe, expect, test } from '../../../src/vitest/index.ts'
import { ask, failureOf, sleep, timesKept } from '../apps.ts'
import { call, evidence, failed } from './evidence.ts'

const property = backsOff()
const faults = faultsOf(overloaded().for('openai').between(0, '100ms'))
const questions = Array.from({ length: 60 }, (_, index) => `Where is parcel ${100 + index}?`)

/** Makes many calls at once, each retried by itself. */
function together(retrying: (question: string) => Promise<unknown>): Task {
  return ({ observe }: { readonly observe: Observe }) =>
    Promise.all(questions.map((asks) => observe.task({ name: asks, prompt: asks }, () => retrying(asks))))
}

/** Retries once, after a wait. */
function waiting(wait: () => number): Task {
  return together((question) => ask(question).catch(() => sleep(wait()).then(() => ask(question))))
}

describe('backsOff', () => {
  test('holds for full jitter', async ({ chaos }) => {
    expect(
      await timesKept(
        chaos,
        waiting(() => 100 + Math.random() * 2_000),
        property,
        faults,
        5,
      ),
    ).toBeGreaterThan(0)
  })

  test('is violated without any wait', async ({ chaos }) => {
    const app = together((question) => ask(question).catch(() => ask(question).catch(() => '')))
    const failure = await failureOf(chaos, app, { faults, properties: [property] })
    expect(failure.message).toContain('openai got the same request again at once, 60 times in all')
  })

  test('is violated by a fixed wait', async ({ chaos }) => {
    const failure = await failureOf(
      chaos,
      waiting(() => 1_000),
      { faults, properties: [property] },
    )
    expect(failure.message).toContain('60 times openai was called again exactly 1s after a failure')
  })

  test('is violated by a little jitter that leaves most of them together', async ({ chaos }) => {
    const failure = await failureOf(
      chaos,
      waiting(() => 1_000 + Math.random() * 90),
      { faults, properties: [property] },
    )
    expect(failure.message).toContain('60 of 60 retries began within 100 ms, from 1s on')
  })

  test('is violated by the AI SDK, whose waits double and have no jitter', async ({ chaos }) => {
    const model = createOpenAI({ apiKey: 'test' }).chat('gpt-4o')
    const failure = await failureOf(
      chaos,
      together((prompt) => generateText({ model, prompt })),
      { faults, properties: [property] },
    )
    expect(failure.message).toContain('60 times openai was called again exactly 2s after a failure')
  })

  test('remarks on a single retry at once', () => {
    const calls = [failed({ ending: 'reset' }), call({ startedAt: 100, attempt: 1 })]
    expect(property.judge(evidence({ calls }))).toMatchObject({ type: 'remark' })
    const again = failed({ startedAt: 100, attempt: 1 })
    expect(property.judge(evidence({ calls: [failed(), again, failed({ startedAt: 200, attempt: 2 })] }))).toMatchObject({
      type: 'violated',
    })
  })

  test.for([
    ['a worker that retries later', [failed(), call({ startedAt: 1_200_000 }), call({ startedAt: 2_400_000 })]],
    ['samples of one question', [failed(), call(), call()]],
    ['calls after answers', [call(), call({ startedAt: 200 }), call({ startedAt: 300 })]],
    ['calls of two accounts', [failed(), call({ startedAt: 100, call: { ...call().call, credential: 'other' } })]],
  ] as const)('takes no retries for %s', ([, calls]) => {
    expect(property.judge(evidence({ calls, settledAt: Infinity }))).toMatchObject({ type: 'inconclusive' })
  })

  test('ignores waits that the provider requested', () => {
    const problem = { kind: 'overloaded', permanent: false, retryAfter: 1_000 } as const
    expect(property.judge(evidence({ calls: [failed({ problem }), call({ startedAt: 1_100, attempt: 1 })] })).type).toBe('inconclusive')
  })

  test('is inconclusive with only a few retries', () => {
    expect(property.judge(evidence({ calls: [failed(), call({ startedAt: 400, attempt: 1 })] })).type).toBe('inconclusive')
    expect(property.judge(evidence({ calls: [call()] })).type).toBe('inconclusive')
  })
})
