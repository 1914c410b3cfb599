import { overloaded } from '../../../faults/index.ts'
import { faultsOf, retryBudget } from '../../../src/property/index.ts'
import { describe, expect, test } from '../../../src/vitest/index.ts'
import { ask, failureOf, openaiClient, timesKept } from '../apps.ts'
import { call, evidence, failed } from './evidence.ts'

const property = retryBudget(0.5)
const faults = faultsOf(overloaded().for('openai'))
const questions = Array.from({ length: 12 }, (_, index) => `Where is parcel ${index}?`)

describe('retryBudget', () => {
  test('holds if all tasks share one budget', async ({ chaos }) => {
    const app = async (): Promise<void> => {
      let budget = 4
      for (const question of questions) await ask(question).catch(() => (budget-- > 0 ? ask(question).catch(() => '') : ''))
    }
    expect(await timesKept(chaos, app, property, faults, 3)).toBeGreaterThan(0)
  })

  test('is violated if each task retries by itself', async ({ chaos }) => {
    const app = async (): Promise<void> => {
      for (const question of questions) await ask(question, openaiClient({ maxRetries: 2 })).catch(() => '')
    }
    const failure = await failureOf(chaos, app, { faults, properties: [property] })
    expect(failure.message).toContain('openai got 24 retries for 12 first attempts')
  })

  test('judges the next provider if the first is within the budget', () => {
    const own = retryBudget(0.5, { least: 1 })
    const other = failed({ provider: 'anthropic' })
    expect(own.judge(evidence({ calls: [failed(), other, { ...other, startedAt: 400, attempt: 1 }] }))).toEqual({
      type: 'violated',
      how: 'anthropic got 1 retries for 1 first attempts',
    })
  })

  test.for([
    ['samples of one question', Array.from({ length: 12 }, (_, attempt) => failed({ attempt }))],
    ['calls that succeed', Array.from({ length: 12 }, (_, attempt) => call({ attempt, startedAt: attempt * 1_000 }))],
    ['a worker that retries later', Array.from({ length: 12 }, (_, attempt) => failed({ attempt, startedAt: attempt * 1_200_000 }))],
  ] as const)('does not count %s', ([, calls]) => {
    const other = failed({ key: 'other' })
    expect(property.judge(evidence({ calls: [...calls, other], settledAt: Infinity }))).toEqual({ type: 'held' })
  })

  test('is inconclusive with too few calls', () => {
    expect(property.judge(evidence({ calls: [failed()] })).type).toBe('inconclusive')
  })

  test('refuses a negative share', () => {
    expect(() => retryBudget(-1)).toThrow('retryBudget() cannot keep to -1 retries for each first attempt')
  })
})
