import type { RateLimit } from '../model/problem.ts'

const minute = 60_000

/**
 * A rate limit that refills evenly: `limit` per minute, with a burst of at most `limit`. Times are ms on the clock.
 * @example
 * const bucket = new TokenBucket(60)
 * bucket.take(60, 0)
 * bucket.waitFor(1, 0) // => 1_000
 */
export class TokenBucket {
  readonly #limit: number
  #level: number
  #filledAt: number | undefined

  constructor(limit: number) {
    this.#limit = limit
    this.#level = limit
  }

  /** Returns a bucket, or `undefined` without a limit. */
  static perMinute(limit: number | undefined): TokenBucket | undefined {
    return limit === undefined ? undefined : new TokenBucket(limit)
  }

  /** Returns the ms until `amount` is available. An amount above the limit waits for a full bucket. */
  waitFor(amount: number, now: number): number {
    this.#fill(now)
    const missing = Math.min(amount, this.#limit) - this.#level
    // Rounding errors in sums of fractions must not reject a client that waited exactly as long as requested.
    return missing <= this.#limit * 1e-9 ? 0 : Math.ceil((missing / this.#limit) * minute - 1e-6)
  }

  /** Takes `amount` out. */
  take(amount: number, now: number): void {
    this.#fill(now)
    this.#level = Math.max(0, this.#level - amount)
  }

  /** Returns the values for the rate limit headers. */
  limits(now: number): RateLimit {
    this.#fill(now)
    return {
      limit: this.#limit,
      remaining: Math.floor(this.#level),
      resetIn: Math.ceil(((this.#limit - this.#level) / this.#limit) * minute),
    }
  }

  #fill(now: number): void {
    const since = now - (this.#filledAt ?? now)
    this.#level = Math.min(this.#limit, this.#level + (since / minute) * this.#limit)
    this.#filledAt = now
  }
}
