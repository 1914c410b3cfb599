import { describe, expect } from 'vitest'
import { coldStart } from '../../faults/cold-start.ts'
import { chat, clients, errorOf, hear, pieces, test, timePasses, truth } from './bench.ts'

describe.for(clients)('coldStart with $name', ({ ask, stream, errors }) => {
  test('makes the first call wait until the model is loaded, and no call after it', async ({ chaos }) => {
    chaos.inject(coldStart({ by: '20s' }))
    expect(await hear(stream())).toEqual({ pieces, error: undefined })
    expect(await ask()).toBe(truth)
    expect(chaos.journal.calls).toMatchObject([
      { startedAt: 0, firstByteAt: 20_000, ending: 'complete', fired: [{ fault: 'cold-start' }] },
      { startedAt: 20_000, firstByteAt: 20_000, ending: 'complete', fired: [] },
    ])
  })

  test('is too slow for a shorter timeout', async ({ chaos }) => {
    chaos.inject(coldStart())
    expect(await errorOf(ask({ timeout: 19_999 }))).toBeInstanceOf(errors.APIConnectionTimeoutError)
  })
})

describe('coldStart', () => {
  test('makes calls that arrive meanwhile wait for the rest of the loading', async ({ chaos }) => {
    chaos.inject(coldStart({ by: '20s' }))
    await Promise.all([chat.ask(), timePasses('5s').then(() => chat.ask())])
    expect(chaos.journal.calls.map(({ startedAt, endedAt }) => [startedAt, endedAt])).toEqual([
      [0, 20_000],
      [5_000, 20_000],
    ])
  })

  test('happens again after the given idle time, and not before', async ({ chaos }) => {
    chaos.inject(coldStart({ by: '20s', idle: '5m' }))
    await chat.ask()
    await timePasses(299_999)
    await chat.ask()
    await timePasses(300_000)
    await chat.ask()
    expect(chaos.journal.calls.map(({ startedAt, endedAt }) => endedAt! - startedAt)).toEqual([20_000, 0, 20_000])
  })

  test('does not fire if loading takes no time', async ({ chaos }) => {
    chaos.inject(coldStart({ by: 0 }))
    await chat.ask()
    expect(chaos.neverFired).toHaveLength(1)
  })

  test('loads for 20 seconds after five idle minutes by default', async ({ chaos }) => {
    chaos.inject(coldStart())
    await chat.ask()
    expect(chaos.journal.calls[0]!.fired).toMatchObject([{ fault: 'cold-start', parameters: { by: 20_000, idle: 300_000 } }])
  })
})
