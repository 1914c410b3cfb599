import {
  wrongErrorFormat,
  authenticationFailed,
  badRequest,
  contextLengthExceeded,
  htmlError,
  modelNotFound,
  dnsFailure,
  overloaded,
  quotaExhausted,
  rateLimited,
  serverError,
} from '../../../../faults/index.ts'
import { openaiGpuNetworkLoss, opusFallsSonnetDrowns, retiredTonight } from '../../../../recipes/index.ts'
import type { Chaos } from '../../../../src/index.ts'
import { expect } from '../../../../src/vitest/index.ts'
import { ask, askAnthropic } from './asking.ts'

export async function rateLimitIsReached(chaos: Chaos): Promise<void> {
  chaos.inject(rateLimited({ requestsPerMinute: 3 }).for('openai'))
  await Promise.allSettled(['A', 'B', 'C', 'D', 'E'].map((parcel) => ask(`Where is parcel ${parcel}?`)))
  expect(chaos.journal.calls.map(({ status }) => status)).toEqual([200, 200, 200, 429, 429])
}

export async function waitsForRetryAfter(chaos: Chaos): Promise<void> {
  chaos.inject(rateLimited({ retryAfter: '6s' }).first(2))
  await ask('Where is my parcel?', { retries: 2 })
  expect(chaos.journal).toHaveRetried(2)
  expect(chaos.journal).toHaveWaited('6s')
}

export async function hostIsNotFound(chaos: Chaos): Promise<void> {
  chaos.inject(dnsFailure())
  const error: unknown = await ask().catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ message: 'Connection error.', status: undefined })
  expect(chaos.journal).toHaveFired('dns-failure', { times: 1 })
}

export async function keyIsRejected(chaos: Chaos): Promise<void> {
  chaos.inject(authenticationFailed().for('openai'))
  await expect(ask('Where is my parcel?', { retries: 2 })).rejects.toMatchObject({ status: 401 })
  expect(chaos.journal).toHaveCalled(1)
}

export async function errorIsAnHtmlPage(chaos: Chaos): Promise<void> {
  chaos.inject(htmlError({ status: 500 }))
  await expect(ask()).rejects.toMatchObject({ status: 500, error: undefined, code: undefined })
  expect(chaos.journal).toHaveFired('html-error')
}

export async function errorHasAnUnknownForm(chaos: Chaos): Promise<void> {
  chaos.inject(wrongErrorFormat({ status: 429, text: 'come back later' }))
  await expect(ask()).rejects.toMatchObject({ status: 429, code: undefined })
  expect(chaos.journal.calls[0]!.problem?.retryAfter).toBeUndefined()
}

export async function statusIsUnlisted(chaos: Chaos): Promise<void> {
  chaos.inject(serverError({ status: 530 }))
  await expect(ask('Where is my parcel?', { retries: 1 })).rejects.toMatchObject({ status: 530 })
  expect(chaos.journal).toHaveRetried(1)
}

export async function spendLimitIsReached(chaos: Chaos): Promise<void> {
  chaos.inject(quotaExhausted())
  await expect(ask('Where is my parcel?', { retries: 2 })).rejects.toMatchObject({ status: 429, type: 'insufficient_quota' })
  expect(chaos.journal).toHaveCalled(3) // two retries in vain: they do not restore the quota
}

export async function sameCallsAlwaysFail(chaos: Chaos): Promise<void> {
  chaos.inject(badRequest())
  for (let time = 0; time < 3; time++) await expect(ask()).rejects.toMatchObject({ status: 400 })
  expect(chaos.journal).toHaveFired('bad-request', { times: 3 })
}

export async function providerFailsAllDay(chaos: Chaos): Promise<void> {
  chaos.play(openaiGpuNetworkLoss({ from: '3h' }))
  const asked = await Promise.allSettled(Array.from({ length: 40 }, (_, parcel) => ask(`Where is parcel ${parcel}?`)))
  const failed = asked.filter(({ status }) => status === 'rejected')
  expect(failed.length).toBeGreaterThan(4)
}

export async function fallbackAnswers(chaos: Chaos): Promise<void> {
  chaos.inject(overloaded().for('openai'))
  await ask().catch(() => askAnthropic())
  expect(chaos.journal).toHaveFallenBack({ from: 'openai', to: 'anthropic' })
}

export async function overloadHasStatus529(chaos: Chaos): Promise<void> {
  chaos.inject(overloaded().for('anthropic'))
  await expect(askAnthropic()).rejects.toMatchObject({ status: 529 })
  expect(chaos.journal.calls[0]!.problem).toMatchObject({ kind: 'overloaded', permanent: false })
}

export async function smallerModelAnswers(chaos: Chaos): Promise<void> {
  chaos.play(opusFallsSonnetDrowns({ from: '15m' }))
  for (let parcel = 0; parcel < 8; parcel++)
    await askAnthropic(`Where is parcel ${parcel}?`, 'claude-opus-4-6')
      .catch(() => askAnthropic(`Where is parcel ${parcel}?`, 'claude-sonnet-4-6'))
      .catch(() => 'No answer is available at the moment.')
  expect(chaos.journal).toHaveFired('server-error')
  expect(chaos.journal).toHaveFired('overloaded')
}

export async function contextWindowIsExceeded(chaos: Chaos): Promise<void> {
  chaos.inject(contextLengthExceeded({ window: 1_000 }))
  await ask('A short question.')
  await expect(ask('A long history. '.repeat(1_000))).rejects.toMatchObject({ code: 'context_length_exceeded' })
}

export async function modelIsRetired(chaos: Chaos): Promise<void> {
  chaos.inject(modelNotFound().for('gpt-4o'))
  await expect(ask()).rejects.toMatchObject({ status: 404, code: 'model_not_found' })
  await ask('Where is my parcel?', { model: 'gpt-4.1' })
}

export async function modelIsRetiredAtMidnight(chaos: Chaos): Promise<void> {
  chaos.play(retiredTonight({ from: '1h' }))
  const error: unknown = await ask().catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ status: 404 })
}
