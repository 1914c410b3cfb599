import { AsyncLocalStorage } from 'node:async_hooks'
import { setInterval as ticksOf, setTimeout as sleep } from 'node:timers/promises'
import { LRUCache } from 'lru-cache'
import { describe, expect, it } from 'vitest'
import { virtualTime } from '../../src/time/index.ts'

describe('AbortSignal.timeout', () => {
  it.each([[-1], [1.5], [Number.NaN], [2 ** 32], ['100'], [undefined], [null]])('refuses %j as the real one does', async (delay) => {
    const errorOf = (): unknown => {
      try {
        return AbortSignal.timeout(delay as number)
      } catch (error) {
        return (error as { code: string }).code
      }
    }
    const real = errorOf()
    expect(real).toMatch(/^ERR_/)
    expect(await virtualTime(errorOf)).toBe(real)
  })
})

describe('setInterval of node:timers/promises', () => {
  it('keeps the ticks that arrive while its consumer is busy', async () => {
    const seen: number[] = []
    await virtualTime(async (clock) => {
      for await (const _ of ticksOf(1_000)) {
        seen.push(clock.now())
        if (seen.length === 1) await sleep(3_500)
        if (seen.length === 5) break
      }
    })
    expect(seen).toEqual([1_000, 4_500, 4_500, 4_500, 5_000])
  })

  it('ends with its signal, and leaves no listener on it', async () => {
    const controller = new AbortController()
    const ticking = virtualTime(async () => {
      void sleep(2_500).then(() => controller.abort())
      let count = 0
      for await (const _ of ticksOf(1_000, undefined, { signal: controller.signal })) count++
      return count
    })
    await expect(ticking).rejects.toMatchObject({ name: 'AbortError', code: 'ABORT_ERR' })
  })
})

it('performance.now does not begin at 0, which lru-cache takes for "not set"', async () => {
  const kept = await virtualTime(async () => {
    const cache = new LRUCache<string, string>({ max: 10, ttl: 60_000, ttlAutopurge: true })
    cache.set('parcel', 'Thursday')
    await sleep(59_000)
    const before = cache.get('parcel')
    await sleep(2_000)
    return [before, cache.get('parcel')]
  })
  expect(kept).toEqual(['Thursday', undefined])
})

it('performance.timeOrigin and performance.now give the date', async () => {
  await virtualTime(async () => {
    await sleep(5_000)
    expect(performance.timeOrigin + performance.now()).toBe(Date.now())
  })
})

it('a date knows its constructor', async () => {
  expect(await virtualTime(() => new Date().constructor === Date)).toBe(true)
  expect(new Date().constructor).toBe(Date)
})

it('an interval runs in the asynchronous context in which it was set', async () => {
  const storage = new AsyncLocalStorage<string>()
  const heard = await virtualTime(() =>
    storage.run('mine', () => new Promise((resolve) => void setInterval(() => resolve(storage.getStore()), 1_000))),
  )
  expect(heard).toBe('mine')
})
