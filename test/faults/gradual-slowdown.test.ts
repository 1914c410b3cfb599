import { describe, expect } from 'vitest'
import { gradualSlowdown } from '../../faults/gradual-slowdown.ts'
import { chat, clients, hear, pieces, test, timePasses } from './bench.ts'

const minutes = 60_000

describe.for(clients)('gradualSlowdown with $name', ({ stream }) => {
  test('rises to its worst, stays there, and recovers', async ({ chaos }) => {
    chaos.inject(gradualSlowdown({ to: '30s', rise: '10m', hold: '10m', fall: '10m' }))
    const begun = Date.now()
    for (const start of [0, 5, 10, 20, 25, 30, 40]) {
      await timePasses(begun + start * minutes - Date.now())
      expect(await hear(stream())).toEqual({ pieces, error: undefined })
    }
    expect(chaos.journal.calls.map(({ startedAt, firstByteAt }) => [startedAt / minutes, firstByteAt! - startedAt])).toEqual([
      [0, 0],
      [5, 15_000],
      [10, 30_000],
      [20, 30_000],
      [25, 15_000],
      [30, 0],
      [40, 0],
    ])
    expect(chaos.journal).toHaveFired('gradual-slowdown', { times: 4 })
  })
})

describe('gradualSlowdown', () => {
  test('begins with its first call, at any time', async ({ chaos }) => {
    chaos.inject(gradualSlowdown({ to: '30s', rise: '10m' }))
    await timePasses('3h')
    await chat.ask()
    await timePasses('1m')
    await chat.ask()
    expect(chaos.journal.calls.map(({ startedAt, endedAt }) => endedAt! - startedAt)).toEqual([0, 3_000])
  })

  test('is at its worst at once without a rise, and over at once without a fall', async ({ chaos }) => {
    chaos.inject(gradualSlowdown({ to: '30s', rise: 0, hold: '1m', fall: 0 }))
    await chat.ask()
    await timePasses('30s')
    await chat.ask()
    expect(chaos.journal.calls.map(({ startedAt, endedAt }) => [startedAt, endedAt])).toEqual([
      [0, 30_000],
      [60_000, 60_000],
    ])
  })

  test('takes ten minutes to get 30 seconds worse, to stay so and to recover, by default', async ({ chaos }) => {
    chaos.inject(gradualSlowdown())
    for (let asked = 0; asked < 2; asked++) {
      await chat.ask()
      await timePasses('10m')
    }
    const parameters = { to: 30_000, rise: 600_000, hold: 600_000, fall: 600_000 }
    expect(chaos.journal.calls[1]).toMatchObject({ startedAt: 600_000, endedAt: 630_000, fired: [{ parameters }] })
  })
})
