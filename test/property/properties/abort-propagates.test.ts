import { overloaded, stalledStream } from '../../../faults/index.ts'
import { abortPropagates, faultsOf, survives, type TaskTools } from '../../../src/property/index.ts'
import { describe, expect, test } from '../../../src/vitest/index.ts'
import { askAnthropic, failureOf, sleep, streamOpenAI } from '../apps.ts'
import { asked, call, evidence } from './evidence.ts'

const options = { faults: faultsOf(overloaded), runs: 10, properties: [abortPropagates()] }

describe('abortPropagates', () => {
  test('holds for an app that forwards its signal', async ({ chaos }) => {
    const report = await survives(chaos, ({ signal }: TaskTools) => streamOpenAI(signal).catch(() => askAnthropic(signal)), options)
    expect(report.properties['abort-propagates']!.held).toBeGreaterThan(0)
  })

  test('is violated without any fault by an app that does not', async ({ chaos }) => {
    const failure = await failureOf(chaos, () => streamOpenAI(), options)
    expect(failure.plan.injections).toEqual([])
    expect(failure.outcome.abortedAt).toBe(1_000)
    expect(failure.message).toContain('the task was aborted at 1s, and a call to openai was still open 100ms later')
  })

  test('is violated by an app that begins again after the abort', async ({ chaos }) => {
    const stubborn = async ({ signal }: TaskTools): Promise<string> => {
      const reply = await streamOpenAI(signal).catch(() => undefined)
      if (reply?.finish === 'stop') return reply.text
      await sleep(500)
      return askAnthropic(AbortSignal.timeout(50))
    }
    const failure = await failureOf(chaos, stubborn, options)
    expect(failure.message).toContain('the task was aborted at 1s, and a call to anthropic began at 1.5s')
  })

  test('is violated by an app that leaves a hedged call running', async ({ chaos }) => {
    const hedging = ({ signal }: TaskTools): Promise<unknown> => Promise.any([streamOpenAI(signal), askAnthropic(signal)])
    const failure = await failureOf(chaos, hedging, { ...options, faults: faultsOf(stalledStream({ duration: '10m' }).for('openai')) })
    expect(failure.message).toMatch(/the task settled at 0ms, and a call to openai was still open 100ms later/)
  })

  const settlement = { type: 'value', value: 'Tomorrow.' } as const
  const background = asked({ messages: [{ role: 'user', parts: [{ type: 'text', text: 'Find a title.' }] }] })
  test.for([
    ['refreshes a cache in the background', call({ startedAt: 50, endedAt: 900, call: background })],
    ['finds a title after it has answered', call({ startedAt: 300, call: background })],
  ] as const)('remarks on an app that %s', ([, later]) => {
    expect(abortPropagates().judge(evidence({ calls: [call(), later], settlement, settledAt: 200 })).type).toBe('remark')
  })

  test.for([
    ['leaves a stream open', call({ stream: true, endedAt: 900, call: background })],
    ['makes the same call once more', call({ startedAt: 300 })],
  ] as const)('is violated by an app that %s', ([, later]) => {
    expect(abortPropagates().judge(evidence({ calls: [call(), later], settlement, settledAt: 200 })).type).toBe('violated')
  })

  test('does not count calls that continue after an abort as work in the background', () => {
    const calls = [call(), call({ startedAt: 300, call: background })]
    expect(abortPropagates().judge(evidence({ calls, settlement, settledAt: 200, abortedAt: 200 })).type).toBe('violated')
  })
})
