import { AsyncLocalStorage } from 'node:async_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { installedClock } from '../../src/engine/model/clock.ts'
import { StuckError, virtualTime } from '../../src/time/index.ts'

describe('virtualTime', () => {
  it('jumps to the next timer at once', async () => {
    const order: string[] = []
    await virtualTime(async (clock) => {
      await Promise.all([
        new Promise<void>((resolve) => setTimeout(() => resolve(void order.push(`second at ${clock.now()}`)), 600_000)),
        sleep(5_000).then(() => order.push(`first at ${clock.now()}`)),
      ])
    })
    expect(order).toEqual(['first at 5000', 'second at 600000'])
  })

  it('waits longer for a provider than a timer of Node can', async () => {
    const arrived = await virtualTime(
      (clock) => new Promise<number>((resolve) => void installedClock()!.after(3_000_000_000, () => resolve(clock.now()))),
      { limit: '1000h' },
    )
    expect(arrived).toBe(3_000_000_000)
  })

  it('runs a timer in the asynchronous context in which it was set', async () => {
    const storage = new AsyncLocalStorage<string>()
    const heard = await virtualTime(() =>
      Promise.all(
        ['one', 'other'].map((name) =>
          storage.run(name, () => new Promise((resolve) => void setTimeout(() => resolve(storage.getStore()), 10))),
        ),
      ),
    )
    expect(heard).toEqual(['one', 'other'])
  })

  it('moves the date with the clock', async () => {
    const elapsed = await virtualTime(async () => {
      const before = Date.now()
      await sleep(90_000)
      return [new Date().getTime() - before, new Date() instanceof Date, Date() === new Date().toString()]
    })
    expect(elapsed).toEqual([90_000, true, true])
  })

  it('times out an AbortSignal', async () => {
    const reason = await virtualTime(
      () =>
        new Promise((resolve) => {
          const signal = AbortSignal.timeout(60_000)
          signal.addEventListener('abort', () => resolve(signal.reason))
        }),
    )
    expect(reason).toMatchObject({ name: 'TimeoutError' })
  })

  it('gives the timers back when it is over', async () => {
    const before = [setTimeout, Date, fetch, performance.now, Math.random]
    await virtualTime(() => sleep(1))
    expect([setTimeout, Date, fetch, performance.now, Math.random]).toEqual(before)
  })

  it('reports that a function which can never settle is stuck', async () => {
    await expect(virtualTime(() => sleep(3_000).then(() => new Promise(() => {})))).rejects.toThrow(StuckError)
    await expect(virtualTime(() => new Promise(() => {}))).rejects.toThrow('nothing is left that could wake the program')
  })

  it('refuses an unrelated second session, and takes part in its own', async () => {
    const [first, second] = await Promise.allSettled([virtualTime(() => sleep(10)), virtualTime(() => sleep(10))])
    expect([first.status, second.status]).toEqual(['fulfilled', 'rejected'])
    await expect(virtualTime((outer) => virtualTime(async (inner) => inner === outer))).resolves.toBe(true)
  })

  it('waits for work that was announced to it', async () => {
    const at = await virtualTime(async (clock) => {
      const timer = sleep(1_000).then(() => 'timer')
      const work = clock.real(() => new Promise((resolve) => void setImmediate(() => setImmediate(resolve)))).then(() => 'work')
      return [await Promise.race([timer, work]), clock.now()]
    })
    expect(at).toEqual(['work', 0])
  })

  it('draws the same random numbers for the same seed', async () => {
    const draw = (): Promise<number> => virtualTime(() => Math.random(), { seed: 'tuesday' })
    expect(await draw()).toBe(await draw())
  })

  it('stops at its limit', async () => {
    await expect(virtualTime(() => new Promise(() => void setInterval(() => {}, 60_000)), { limit: '1h' })).rejects.toThrow(
      'past the limit of 1h',
    )
  })
})
