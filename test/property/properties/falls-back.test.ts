import { confidentlyWrong, overloaded, refusal, stalledStream, truncatedStream } from '../../../faults/index.ts'
import { fallsBack, faultsOf, survives } from '../../../src/property/index.ts'
import { describe, expect, test } from '../../../src/vitest/index.ts'
import { askAnthropic, askOpenAI, failureOf, openaiClient, streamOpenAI } from '../apps.ts'

const properties = [fallsBack({ from: 'openai', to: 'anthropic' })]

describe('fallsBack', () => {
  test('is kept where whatever is no whole answer counts as a failure', async ({ chaos }) => {
    const thorough = async (): Promise<string> => {
      const reply = await streamOpenAI(AbortSignal.timeout(10_000)).catch(() => undefined)
      return reply?.finish === 'stop' ? reply.text : askAnthropic()
    }
    const report = await survives(chaos, thorough, { faults: faultsOf(overloaded, stalledStream, truncatedStream), runs: 60, properties })
    expect(report.properties['falls-back']!.held).toBeGreaterThan(10)
  })

  test('is broken where only an HTTP error counts as one', async ({ chaos }) => {
    const shallow = async (): Promise<string> =>
      streamOpenAI().then(
        ({ text }) => text,
        () => askAnthropic(),
      )
    const failure = await failureOf(chaos, shallow, { faults: faultsOf(overloaded, truncatedStream), properties })
    expect(failure.plan.injections.map((injection) => injection.fault)).toEqual(['truncated-stream'])
    expect(failure.message).toContain('openai failed, nobody else was asked, and the task resolved all the same')
  })

  test('is broken where nobody else is asked', async ({ chaos }) => {
    const failure = await failureOf(chaos, () => askOpenAI(openaiClient({ maxRetries: 2 })), {
      faults: faultsOf(overloaded),
      properties: [fallsBack()],
    })
    expect(failure.message).toContain('openai failed, nobody else was asked, and the task did not resolve')
  })

  test('says nothing where every provider fails', async ({ chaos }) => {
    const surviving = survives(chaos, () => askOpenAI().catch(() => askAnthropic()), {
      faults: faultsOf(overloaded()),
      runs: 3,
      properties,
    })
    await expect(surviving).rejects.toThrow('falls-back (every provider failed)')
  })

  test.for([
    ['refuses', refusal(), 'every provider failed'],
    ['is wrong', confidentlyWrong(), 'what anthropic answered was not what it should have been'],
  ] as const)('says nothing where the answer of the other %s', async ([, injection, why], { chaos }) => {
    chaos.inject(overloaded().for('openai'), injection.for('anthropic'))
    const picky = async (): Promise<never> => {
      await askOpenAI().catch(() => askAnthropic().catch(() => undefined))
      throw new Error('That is no answer.')
    }
    await expect(survives(chaos, picky, { faults: faultsOf(overloaded().for('openai')), runs: 3, properties })).rejects.toThrow(why)
  })
})
