import { rateLimited, serverError, stalledStream } from '../../../faults/index.ts'
import { faultsOf, retriesAtMost, survives, type Task } from '../../../src/property/index.ts'
import { describe, expect, test } from '../../../src/vitest/index.ts'
import { ask, askAnthropic, askOpenAI, failureOf, openaiClient, sleep, streamOpenAI } from '../apps.ts'
import { judged } from './judged.ts'

const faults = faultsOf(serverError)

/** Three tries of its own, each with the retries of the SDK. */
async function insist(maxRetries: number): Promise<string> {
  const client = openaiClient({ maxRetries })
  for (let attempt = 1; attempt < 3; attempt++) {
    const answer = await askOpenAI(client).catch(() => undefined)
    if (answer !== undefined) return answer
  }
  return askOpenAI(client)
}

/** Apps that make many equal calls, and retry none of them more than twice. */
const patient: Readonly<Record<string, Task>> = {
  'samples one question nine times at once': async () => {
    const samples = await Promise.allSettled(Array.from({ length: 9 }, () => askOpenAI(openaiClient({ maxRetries: 2 }))))
    return samples.filter(({ status }) => status === 'fulfilled').length
  },
  'retries every 20 minutes': async () => {
    for (let attempt = 0; attempt < 9; attempt++) {
      const answer = await askOpenAI().catch(() => undefined)
      if (answer !== undefined) return answer
      await sleep(20 * 60_000)
    }
    return null
  },
  'serves five users with the same request': async ({ observe }) => {
    for (let user = 0; user < 5; user++) {
      await observe.task(`user ${user}`, () => askOpenAI(openaiClient({ maxRetries: 2 }))).catch(() => undefined)
      await sleep(1_000)
    }
  },
  'tries five API keys': async () => {
    for (let key = 0; key < 5; key++) {
      const answer = await askOpenAI(openaiClient({ apiKey: `key-${key}`, maxRetries: 1 })).catch(() => undefined)
      if (answer !== undefined) return answer
    }
    return undefined
  },
  'goes to another provider': () => insist(0).catch(() => askAnthropic()),
}

describe('retriesAtMost', () => {
  test('holds if one layer retries', async ({ chaos }) => {
    const report = await survives(chaos, () => insist(0), { faults, runs: 30, properties: [retriesAtMost(2)] })
    expect(report.properties['retries-at-most(2)']!.held).toBeGreaterThan(0)
  })

  test.for(Object.entries(patient))('holds for an app that %s', async ([, app], { chaos }) => {
    expect(await judged(chaos, app, retriesAtMost(2), serverError().for('openai'))).toEqual({ type: 'held' })
  })

  test('does not count samples that are taken one after another', async ({ chaos }) => {
    const voting = async (): Promise<unknown> => {
      const votes: unknown[] = []
      for (let vote = 0; vote < 7; vote++) votes.push(await askOpenAI().catch(() => undefined))
      return votes
    }
    expect(await judged(chaos, voting, retriesAtMost(2), serverError().nth(3))).toEqual({ type: 'held' })
  })

  test('is violated if the layers multiply', async ({ chaos }) => {
    const failure = await failureOf(chaos, () => insist(2), { faults, properties: [retriesAtMost(2)] })
    expect(failure.message).toContain('openai got the same request 9 times, each after the one before had failed')
    expect(failure.journal.calls).toHaveLength(9)
  })

  test('is violated by retries of one of several samples', async ({ chaos }) => {
    const app = (): Promise<unknown> => Promise.allSettled([insist(2), ask('What is the weather?')])
    expect(await judged(chaos, app, retriesAtMost(2), serverError())).toMatchObject({ type: 'violated' })
  })

  test('counts a retry after a timeout of the app itself', async ({ chaos }) => {
    const app = async (): Promise<unknown> => {
      for (let attempt = 0; attempt < 9; attempt++) {
        const answer = await streamOpenAI(AbortSignal.timeout(5_000)).catch(() => undefined)
        if (answer?.finish !== undefined) return answer
      }
      return undefined
    }
    expect(await judged(chaos, app, retriesAtMost(2), stalledStream())).toMatchObject({ type: 'violated' })
  })

  test('counts retries that wait for the time in Retry-After', async ({ chaos }) => {
    const client = openaiClient({ maxRetries: 5 })
    expect(await judged(chaos, () => askOpenAI(client), retriesAtMost(2), rateLimited({ retryAfter: '20s' }))).toMatchObject({
      type: 'violated',
    })
  })

  test('counts all calls together if the option is set', async ({ chaos }) => {
    const failure = await failureOf(chaos, () => insist(0), { faults, properties: [retriesAtMost(2, { maxCalls: 2 })] })
    expect(failure.message).toContain('the task made 3 calls')
  })

  test.for([-1, 1.5, Number.NaN])('refuses to count to %d', (count) => {
    expect(() => retriesAtMost(count)).toThrow(`retriesAtMost() cannot count to ${count}: expected an integer of at least 0.`)
  })
})
