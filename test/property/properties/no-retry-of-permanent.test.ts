import { APIError } from 'openai'
import {
  authenticationFailed,
  badRequest,
  corruptGzip,
  modelNotFound,
  paymentRequired,
  permissionDenied,
  quotaExhausted,
} from '../../../faults/index.ts'
import { faultsOf, noRetryOfPermanent, survives, defaultProperties, type Task } from '../../../src/property/index.ts'
import { describe, expect, test } from '../../../src/vitest/index.ts'
import { askAnthropic, askOpenAI, failureOf, openaiClient, sleep } from '../apps.ts'
import { judged } from './judged.ts'

const options = { faults: faultsOf(quotaExhausted), runs: 10, properties: [noRetryOfPermanent()] }

async function classifying(): Promise<string> {
  return askOpenAI().catch((error: unknown) => {
    if (error instanceof APIError && error.type === 'insufficient_quota') throw error
    return askOpenAI()
  })
}

/** Apps that send a request again which was refused, and are right to do so. */
const right: Readonly<Record<string, Task>> = {
  'serves two users at once': () => Promise.all([askOpenAI().catch(() => 'unavailable'), askOpenAI().catch(() => 'unavailable')]),
  'serves two users one after another': async ({ observe }) => {
    await observe.task('first', () => askOpenAI()).catch(() => undefined)
    await sleep(1_000)
    return observe.task('second', () => askOpenAI()).catch(() => undefined)
  },
  'retries 20 minutes later': async () => {
    await askOpenAI().catch(() => undefined)
    await sleep(20 * 60_000)
    return askOpenAI().catch(() => null)
  },
  'refreshes its token': () => askOpenAI().catch(() => askOpenAI(openaiClient({ apiKey: 'refreshed' }))),
  'calls another provider': () => askOpenAI().catch(() => askAnthropic()),
  'takes three samples': () => Promise.allSettled([askOpenAI(), askOpenAI(), askOpenAI()]),
}

/** Retries of its own, at once or after a wait. */
async function stubborn(wait: number): Promise<string> {
  for (let attempt = 0; attempt < 2; attempt++) {
    const answer = await askOpenAI().catch(() => undefined)
    if (answer !== undefined) return answer
    if (wait > 0) await sleep(wait)
  }
  return askOpenAI()
}

describe('noRetryOfPermanent', () => {
  test('is inconclusive for an error whose body the client could not read', async ({ chaos }) => {
    expect(
      await judged(
        chaos,
        async () => askOpenAI(openaiClient({ maxRetries: 2 })).catch(() => undefined),
        noRetryOfPermanent(),
        permissionDenied(),
        corruptGzip(),
      ),
    ).toMatchObject({
      type: 'inconclusive',
    })
  })

  test('holds for an app that distinguishes a used-up quota from a rate limit', async ({ chaos }) => {
    const report = await survives(chaos, classifying, options)
    expect(report.properties['no-retry-of-permanent']!.held).toBeGreaterThan(0)
  })

  test.for(Object.entries(right))('holds for an app that %s', async ([, app], { chaos }) => {
    expect(await judged(chaos, app, noRetryOfPermanent(), authenticationFailed().for('openai'))).toEqual({ type: 'held' })
  })

  test('is violated by the retries of the SDK', async ({ chaos }) => {
    const failure = await failureOf(chaos, () => askOpenAI(openaiClient({ maxRetries: 2 })), options)
    expect(failure.message).toContain(
      'openai answered call 1 with quota-exhausted, and got the same request 2 more times, the last as call 3',
    )
  })

  test.for([0, 1_000, 60_000])('is violated by an app that retries any error after %i ms', async (wait, { chaos }) => {
    for (const fault of [badRequest(), modelNotFound(), authenticationFailed()])
      expect(await judged(chaos, () => stubborn(wait), noRetryOfPermanent(), fault)).toMatchObject({ type: 'violated' })
  })

  test.for([
    ['renews its token', () => askOpenAI().catch(() => askOpenAI())],
    ['serves another user, without marking tasks', async () => [await askOpenAI().catch(() => ''), await askOpenAI().catch(() => '')]],
    ['retries a minute later', () => askOpenAI().catch(() => sleep(60_000).then(() => askOpenAI()))],
  ] as const satisfies [string, Task][])('remarks on a single call more, of an app that %s', async ([, app], { chaos }) => {
    expect(await judged(chaos, app, noRetryOfPermanent(), authenticationFailed())).toMatchObject({ type: 'remark' })
  })

  test('spares the kinds and statuses that are excepted', async ({ chaos }) => {
    const insisting = (): Promise<string> => askOpenAI(openaiClient({ maxRetries: 2 }))
    for (const except of [['billing'] as const, [429] as const])
      expect(await judged(chaos, insisting, noRetryOfPermanent({ except }), paymentRequired())).toMatchObject({ type: 'inconclusive' })
  })

  test('spares by default what the SDKs retry on their own', async ({ chaos }) => {
    await survives(chaos, () => askOpenAI(openaiClient({ maxRetries: 2 })), {
      faults: faultsOf(paymentRequired, quotaExhausted),
      runs: 20,
    })
    expect(defaultProperties().map(({ id }) => id)).toContain('no-retry-of-permanent')
  })
})
