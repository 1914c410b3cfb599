import { describe, expect } from 'vitest'
import { retryStorm } from '../../faults/retry-storm.ts'
import { claude, clients, errorOf, test, timePasses, truth } from './bench.ts'
import { refused } from './refused.ts'

describe.for(clients)('retryStorm with $name', ({ ask, errors, provider }) => {
  test('throws InternalServerError until it is over', async ({ chaos }) => {
    chaos.inject(retryStorm({ duration: '30s' }))
    expect(await errorOf(ask())).toBeInstanceOf(errors.InternalServerError)
    await timePasses('30s')
    expect(await ask()).toBe(truth)
    const status = provider === 'openai' ? 503 : 529
    expect(chaos.journal.calls).toMatchObject([
      refused('retry-storm', { status, kind: 'overloaded', permanent: false }),
      { startedAt: 30_000, ending: 'complete', fired: [] },
    ])
  })

  test('is kept alive by retries', async ({ chaos }) => {
    chaos.inject(retryStorm({ duration: '30s', perRetry: '10s' }))
    await errorOf(ask())
    await timePasses('29s')
    await errorOf(ask())
    await timePasses(10_999)
    await errorOf(ask())
    await timePasses(10_001)
    expect(await ask()).toBe(truth)
    expect(chaos.journal.calls.map(({ startedAt, status }) => [startedAt, status === 200])).toEqual([
      [0, false],
      [29_000, false],
      [39_999, false],
      [50_000, true],
    ])
  })
})

describe('retryStorm', () => {
  test('is not kept alive by first attempts, nor by retries that cost nothing', async ({ chaos }) => {
    chaos.inject(retryStorm({ duration: '30s', perRetry: 0 }))
    await errorOf(claude.ask({ maxRetries: 2 }))
    await timePasses('30s')
    expect(await claude.ask()).toBe(truth)
    expect(chaos.journal).toHaveFired('retry-storm', { times: 3 })
  })

  test('lasts from its first call on, at any time', async ({ chaos }) => {
    chaos.inject(retryStorm({ duration: '30s' }))
    await timePasses('1h')
    await errorOf(claude.ask())
    expect(chaos.journal).toHaveFired('retry-storm', { times: 1 })
  })

  test('lasts 30 s, and five seconds longer for each retry, by default', async ({ chaos }) => {
    chaos.inject(retryStorm())
    await errorOf(claude.ask())
    expect(chaos.journal.calls[0]!.fired).toMatchObject([{ fault: 'retry-storm', parameters: { duration: 30_000, perRetry: 5_000 } }])
  })
})
