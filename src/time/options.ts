import type { Duration } from '../engine/base/duration.ts'
import { durationText, text, type OptionTable } from '../engine/base/options.ts'

export interface VirtualTimeOptions {
  /** Seeds `Math.random`, from which SDKs draw the jitter of their back-off. */
  readonly seed?: string
  /** The longest that virtual time can continue. Default: 48 hours, so that a batch can expire */
  readonly limit?: Duration
  /**
   * How long the clock waits, in real time, for one piece of real work, such as a query or a request to another process. Then it goes
   * on, and prints what it no longer waits for. Default: 5 seconds
   */
  readonly patience?: Duration
  /** Milliseconds since 1970 at which the clock starts. Default: the first instant of 2026 */
  readonly epoch?: number
}

export const virtualTimeOptionTable: OptionTable<VirtualTimeOptions> = {
  seed: text,
  limit: durationText,
  patience: durationText,
  epoch: { expected: 'milliseconds since 1970 as a number', accepts: Number.isFinite },
}

/** What a function under virtual time can do with it. */
export interface VirtualTime {
  /** Milliseconds since virtual time began. */
  now(): number
  /** Keeps the clock where it is while real work continues that it cannot see, such as a query to a database. */
  real<Value>(work: () => Promise<Value>): Promise<Value>
}
