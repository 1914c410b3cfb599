import { mock } from 'node:test'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { virtualTime } from '../../src/time/index.ts'

const sleep = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms))
const reals = { setTimeout, setInterval, clearTimeout, Date }

afterEach(() => void vi.useRealTimers())

describe('fake timers of someone else', () => {
  it.each([
    ['of vitest', () => vi.useFakeTimers(), () => vi.useRealTimers(), 'fake timers (vi.useFakeTimers, jest.useFakeTimers, sinon)'],
    ['of vitest for dates', () => vi.setSystemTime(0), () => vi.useRealTimers(), 'fake dates (vi.setSystemTime)'],
    [
      'of node:test',
      () => mock.timers.enable({ apis: ['setTimeout'] }),
      () => mock.timers.reset(),
      'fake timers (mock.timers of node:test)',
    ],
  ])('%s are noticed before virtual time begins, and are not put back', async (_, begin, end, name) => {
    begin()
    await expect(virtualTime(() => sleep(1))).rejects.toThrow(`Cannot begin virtual time: ${name} are installed already`)
    end()
    expect({ setTimeout, setInterval, clearTimeout, Date }).toEqual(reals)
    expect(await virtualTime((clock) => sleep(60_000).then(() => clock.now()))).toBe(60_000)
  })

  it('are named if the program is stuck by them', async () => {
    const stuck = virtualTime(() => {
      vi.useFakeTimers()
      return sleep(1_000)
    })
    await expect(stuck).rejects.toThrow('Fake timers (vi.useFakeTimers, jest.useFakeTimers, sinon) are installed, and keep')
  })

  it('that are removed after virtual time leave working timers and dates behind', async () => {
    const virtual = await virtualTime(() => {
      vi.useFakeTimers()
      return new reals.Date().getTime()
    })
    vi.useRealTimers()
    await sleep(1)
    expect(Math.abs(Date.now() - virtual)).toBeLessThan(60_000)
    expect(await virtualTime((clock) => sleep(60_000).then(() => clock.now()))).toBe(60_000)
  })
})

describe('functions that were taken under one clock', () => {
  it('run on the next one', async () => {
    const taken = await virtualTime(() => ({ setTimeout, now: Date.now, timeout: AbortSignal.timeout }))
    const at = await virtualTime(async (clock) => {
      const start = taken.now()
      await new Promise((resolve) => void taken.setTimeout(resolve, 60_000))
      await new Promise((resolve) => void taken.timeout(60_000).addEventListener('abort', resolve))
      return [clock.now(), taken.now() - start]
    })
    expect(at).toEqual([120_000, 120_000])
  })

  it('run in real time after it', async () => {
    const taken = await virtualTime(() => ({ setTimeout, Date, hrtime: process.hrtime }))
    const before = taken.hrtime.bigint()
    await new Promise((resolve) => void taken.setTimeout(resolve, 1))
    expect(taken.hrtime.bigint()).toBeGreaterThan(before)
    expect(Math.abs(taken.Date.now() - Date.now())).toBeLessThan(60_000)
  })
})
