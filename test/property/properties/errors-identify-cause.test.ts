import { overloaded, serverError } from '../../../faults/index.ts'
import { errorsIdentifyCause, faultsOf, type Task } from '../../../src/property/index.ts'
import { describe, expect, test } from '../../../src/vitest/index.ts'
import { askOpenAI, AssistantError, failureOf, timesKept } from '../apps.ts'
import { call, evidence, failed } from './evidence.ts'

const property = errorsIdentifyCause()
const faults = faultsOf(serverError, overloaded)

/** Calls OpenAI, and converts the thrown error into another one. */
function asking(wrap: (error: unknown) => Error): Task {
  return () =>
    askOpenAI().catch((error: unknown) => {
      throw wrap(error)
    })
}

describe('errorsIdentifyCause', () => {
  test('holds for an error with provider, status and retryable', async ({ chaos }) => {
    expect(
      await timesKept(
        chaos,
        asking((error) => new AssistantError('openai', error)),
        property,
        faults,
      ),
    ).toBeGreaterThan(0)
  })

  test.for([
    ['a word of regret', () => new Error('An error occurred'), 'the error does not name openai'],
    ['the provider alone', () => new Error('openai failed'), 'the error of openai names neither 500 nor server-error'],
    ['no word on trying again', () => new Error('openai failed with 500'), 'does not state whether a retry helps'],
  ] as const)('is violated by %s', async ([, wrap, how], { chaos }) => {
    const failure = await failureOf(chaos, asking(wrap), { faults: faultsOf(serverError({ status: 500 })), properties: [property] })
    expect(failure.message).toContain(how)
  })

  test('is inconclusive if no call failed', () => {
    expect(property.judge(evidence({ calls: [call()] })).type).toBe('inconclusive')
  })

  const settlement = (error: Error) => ({ type: 'error', error }) as const
  test.for([
    [
      'the cause is an error of the SDK',
      new Error('openai failed', { cause: Object.assign(new Error('503'), { status: 503, retryable: true }) }),
    ],
    ['it names one of two that failed', new Error('openai answered with 503: try again later')],
    [
      'it is an aggregate',
      new AggregateError([new AssistantError('openai', { status: 503 }), new AssistantError('anthropic', { status: 503 })]),
    ],
  ] as const)('holds if %s', ([, error]) => {
    const calls = [failed(), failed({ provider: 'anthropic', startedAt: 200 })]
    expect(property.judge(evidence({ calls, settlement: settlement(error) }))).toEqual({ type: 'held' })
  })

  test('does not judge an error of the app itself, after a call that succeeded', () => {
    const calls = [failed(), call({ startedAt: 200 })]
    expect(property.judge(evidence({ calls, settlement: settlement(new Error('The order is unknown')) })).type).toBe('inconclusive')
  })
})
