import {
  badRequest,
  confidentlyWrong,
  overloaded,
  refusal,
  stalledStream,
  truncatedStream,
  wrongContentType,
} from '../../../faults/index.ts'
import { fallsBack, faultsOf, survives, type Task } from '../../../src/property/index.ts'
import { describe, expect, test } from '../../../src/vitest/index.ts'
import { askAnthropic, askOpenAI, failureOf, openaiClient, streamOpenAI } from '../apps.ts'
import { call, evidence, failed } from './evidence.ts'
import { judged } from './judged.ts'

const properties = [fallsBack({ from: 'openai', to: 'anthropic' })]

describe('fallsBack', () => {
  test('holds if every incomplete answer counts as a failure', async ({ chaos }) => {
    const thorough = async (): Promise<string> => {
      const reply = await streamOpenAI(AbortSignal.timeout(10_000)).catch(() => undefined)
      return reply?.finish === 'stop' ? reply.text : askAnthropic()
    }
    const report = await survives(chaos, thorough, {
      faults: faultsOf(overloaded, stalledStream, truncatedStream),
      runs: 60,
      properties,
      baseline: false,
    })
    expect(report.properties['falls-back']!.held).toBeGreaterThan(5)
  })

  test('is violated if only an HTTP error counts as a failure', async ({ chaos }) => {
    const shallow = async (): Promise<string> =>
      streamOpenAI().then(
        ({ text }) => text,
        () => askAnthropic(),
      )
    const failure = await failureOf(chaos, shallow, { faults: faultsOf(overloaded, truncatedStream), properties })
    expect(failure.plan.injections.map((injection) => injection.fault)).toEqual(['truncated-stream'])
    expect(failure.message).toContain('openai failed, no other provider was called, and the task resolved with the truncated answer')
  })

  test('is violated if no other provider is called', async ({ chaos }) => {
    const failure = await failureOf(chaos, () => askOpenAI(openaiClient({ maxRetries: 2 })), {
      faults: faultsOf(overloaded),
      properties: [fallsBack()],
    })
    expect(failure.message).toContain('openai failed, no other provider was called, and the task did not resolve')
  })

  test('is inconclusive if every provider fails', async ({ chaos }) => {
    const surviving = survives(chaos, () => askOpenAI().catch(() => askAnthropic()), {
      faults: faultsOf(overloaded()),
      runs: 3,
      properties,
    })
    await expect(surviving).rejects.toThrow('falls-back (every provider failed)')
  })

  test.for([
    ['refuses', refusal(), 'every provider failed'],
    ['is wrong', confidentlyWrong(), 'anthropic did not give its expected answer'],
  ] as const)('is inconclusive if the answer of the other %s', async ([, injection, why], { chaos }) => {
    chaos.inject(overloaded().for('openai'), injection.for('anthropic'))
    const picky = async (): Promise<never> => {
      await askOpenAI().catch(() => askAnthropic().catch(() => undefined))
      throw new Error('That is no answer.')
    }
    await expect(survives(chaos, picky, { faults: faultsOf(overloaded().for('openai')), runs: 3, properties })).rejects.toThrow(why)
  })

  const property = fallsBack({ from: 'openai', to: 'anthropic' })
  const down = overloaded().for('openai')
  const right: Readonly<Record<string, Task>> = {
    'calls another provider': () => askOpenAI().catch(() => askAnthropic()),
    'calls another provider at the same time': () => Promise.any([askOpenAI(), askAnthropic()]),
    'calls another provider after its own retries': () => askOpenAI(openaiClient({ maxRetries: 2 })).catch(() => askAnthropic()),
  }
  test.for(Object.entries(right))('holds for an app that %s', async ([, app], { chaos }) => {
    expect(await judged(chaos, app, property, down)).toEqual({ type: 'held' })
  })

  test('remarks on a cached answer', async ({ chaos }) => {
    const cached = (): Promise<string> => askOpenAI().catch(() => 'It was in Lyon yesterday.')
    expect(await judged(chaos, cached, property, down)).toMatchObject({ type: 'remark' })
  })

  test('remarks on a request that no provider would take', async ({ chaos }) => {
    expect(await judged(chaos, () => askOpenAI(), property, badRequest().for('openai'))).toMatchObject({ type: 'remark' })
  })

  test('remarks if a client cannot read the answer of the other provider', async ({ chaos }) => {
    const strict = async (): Promise<string> => {
      const response = await askOpenAI().catch(() => undefined)
      if (response !== undefined) return response
      await askAnthropic()
      throw new Error('The content type is wrong')
    }
    const foreign = wrongContentType().for('anthropic')
    expect(await judged(chaos, strict, property, down, foreign)).toMatchObject({ type: 'remark' })
    expect(await judged(chaos, strict, property, down)).toMatchObject({ type: 'violated' })
  })

  test('distinguishes a fallback that the app aborted from one that failed', () => {
    const aborted = call({ provider: 'anthropic', ending: 'aborted', received: '', finish: undefined, startedAt: 9_000, endedAt: 10_000 })
    const settlement = { type: 'error', error: new Error('timeout') } as const
    expect(property.judge(evidence({ calls: [failed(), aborted], settlement, settledAt: 10_000 }))).toEqual({
      type: 'violated',
      how: 'openai failed, and anthropic was aborted after 1s, before it could answer',
    })
    const stalled = { ...aborted, fired: [{ fault: 'stalled-stream', parameters: {}, at: 9_000 }] }
    expect(property.judge(evidence({ calls: [failed(), stalled], settlement, settledAt: 10_000 })).type).toBe('inconclusive')
  })
})
