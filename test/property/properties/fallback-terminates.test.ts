import { overloaded } from '../../../faults/index.ts'
import { fallbackTerminates, faultsOf, type Task } from '../../../src/property/index.ts'
import { describe, expect, test } from '../../../src/vitest/index.ts'
import { askAnthropic, askOpenAI, AssistantError, failureOf, sleep, timesKept } from '../apps.ts'
import { evidence, failed } from './evidence.ts'

const property = fallbackTerminates('60s')
const faults = faultsOf(overloaded())

/** Calls the one, then the other; then makes an error from both. */
function asking(giveUp: (errors: unknown[]) => Error): Task {
  return () =>
    askOpenAI().catch((first: unknown) =>
      askAnthropic().catch((second: unknown) => {
        throw giveUp([first, second])
      }),
    )
}

describe('fallbackTerminates', () => {
  test('holds for an error that names each', async ({ chaos }) => {
    const app = asking(
      ([first, second]) => new AggregateError([new AssistantError('openai', first), new AssistantError('anthropic', second)]),
    )
    expect(await timesKept(chaos, app, property, faults, 3)).toBeGreaterThan(0)
  })

  test('is violated if only the last error is kept', async ({ chaos }) => {
    const app = asking(([, second]) => new AssistantError('anthropic', second))
    const failure = await failureOf(chaos, app, { faults, properties: [property] })
    expect(failure.message).toContain('the error does not name openai')
  })

  test('is violated if the app tries the providers in an endless circle', async ({ chaos }) => {
    const app: Task = async () => {
      for (;;) {
        const answer = await askOpenAI().catch(() => askAnthropic().catch(() => undefined))
        if (answer !== undefined) return answer
        await sleep(60_000)
      }
    }
    const failure = await failureOf(chaos, app, { faults, properties: [property] })
    expect(failure.message).toContain('every provider failed, and the task never settled')
  })

  test('is inconclusive if only one provider was called', () => {
    expect(property.judge(evidence({ calls: [failed()] })).type).toBe('inconclusive')
  })

  const calls = [failed(), failed({ provider: 'anthropic', model: 'claude-sonnet-4-6', host: 'api.anthropic.com' })]
  test.for([
    ['null', null],
    ['an error', { error: 'unavailable' }],
    ['a cached answer', { text: 'It was in Lyon yesterday.', stale: true }],
    ['a sentence', 'Please try again later.'],
  ] as const)('remarks on a task that returns %s', ([, value]) => {
    expect(property.judge(evidence({ calls, settlement: { type: 'value', value } })).type).toBe('remark')
  })

  test('holds for an error that names hosts and models', () => {
    const error = new AggregateError([new Error('api.openai.com is overloaded'), new Error('claude-sonnet-4-6 is overloaded')])
    expect(property.judge(evidence({ calls, settlement: { type: 'error', error } })).type).toBe('held')
  })

  test('is violated by a task that returns what had arrived', () => {
    const cut = failed({ status: 200, ending: 'truncated', problem: undefined, received: 'It comes' })
    const settlement = { type: 'value', value: { text: 'It comes' } } as const
    expect(property.judge(evidence({ calls: [cut, calls[1]!], settlement })).type).toBe('violated')
  })
})
