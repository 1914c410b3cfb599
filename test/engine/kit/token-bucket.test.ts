import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TokenBucket } from '../../../src/engine/kit/token-bucket.ts'

describe('TokenBucket', () => {
  it('lets a limit through at once, and then one for each share of a minute', () => {
    const bucket = new TokenBucket(3)
    for (let count = 0; count < 3; count++) {
      expect(bucket.waitFor(1, 0)).toBe(0)
      bucket.take(1, 0)
    }
    expect(bucket.waitFor(1, 0)).toBe(20_000)
    expect(bucket.waitFor(1, 15_000)).toBe(5_000)
    expect(bucket.waitFor(1, 20_000)).toBe(0)
  })

  it('admits a caller that retries exactly at the given time', () => {
    const anyStep = fc.record({ amount: fc.constantFrom(1, 1, 700), pause: fc.oneof(fc.constantFrom(0, 1), fc.nat(10_000)) })
    fc.assert(
      fc.property(fc.constantFrom(3, 6, 60, 500, 30_000), fc.array(anyStep, { minLength: 1, maxLength: 20 }), (limit, steps) => {
        const bucket = new TokenBucket(limit)
        let now = 0
        for (const { amount, pause } of steps) {
          now += pause
          now += bucket.waitFor(amount, now)
          expect(bucket.waitFor(amount, now)).toBe(0)
          bucket.take(amount, now)
        }
      }),
    )
  })

  it('never lets more through than its limit and what has filled up since', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), fc.array(fc.nat(5_000), { maxLength: 60 }), (limit, pauses) => {
        const bucket = new TokenBucket(limit)
        let now = 0
        let through = 0
        for (const pause of pauses) {
          now += pause
          if (bucket.waitFor(1, now) > 0) continue
          bucket.take(1, now)
          through++
        }
        expect(through).toBeLessThanOrEqual(limit + (now / 60_000) * limit + 1e-6)
      }),
    )
  })

  it('reports the rest, and the time when it is full again', () => {
    const bucket = new TokenBucket(60)
    bucket.take(30, 0)
    expect(bucket.limits(0)).toEqual({ limit: 60, remaining: 30, resetIn: 30_000 })
    expect(bucket.limits(10_000)).toEqual({ limit: 60, remaining: 40, resetIn: 20_000 })
  })

  it('lets a call that is larger than the limit through when it is full', () => {
    const bucket = new TokenBucket(100)
    expect(bucket.waitFor(5_000, 0)).toBe(0)
    bucket.take(5_000, 0)
    expect(bucket.waitFor(5_000, 0)).toBe(60_000)
  })
})
