import { overloaded } from '../../../faults/index.ts'
import { fallbackTerminates, faultsOf, type Task } from '../../../src/property/index.ts'
import { describe, expect, test } from '../../../src/vitest/index.ts'
import { askAnthropic, askOpenAI, AssistantError, failureOf, sleep, timesKept } from '../apps.ts'
import { evidence, failed } from './evidence.ts'

const property = fallbackTerminates('60s')
const faults = faultsOf(overloaded())

/** Asks the one, then the other; then an error is made of both. */
function asking(giveUp: (errors: unknown[]) => Error): Task {
  return () =>
    askOpenAI().catch((first: unknown) =>
      askAnthropic().catch((second: unknown) => {
        throw giveUp([first, second])
      }),
    )
}

describe('fallbackTerminates', () => {
  test('is kept by an error that names each', async ({ chaos }) => {
    const app = asking(
      ([first, second]) => new AggregateError([new AssistantError('openai', first), new AssistantError('anthropic', second)]),
    )
    expect(await timesKept(chaos, app, property, faults, 3)).toBeGreaterThan(0)
  })

  test('is broken where only the last error is left', async ({ chaos }) => {
    const app = asking(([, second]) => new AssistantError('anthropic', second))
    const failure = await failureOf(chaos, app, { faults, properties: [property] })
    expect(failure.message).toContain('the error does not name openai')
  })

  test('is broken where it goes round and round', async ({ chaos }) => {
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

  test('says nothing where only one was asked', () => {
    expect(property.judge(evidence({ calls: [failed()] })).type).toBe('inconclusive')
  })
})
