import type { Duration } from '../engine/base/duration.ts'
import { durationText, text, type OptionTable } from '../engine/base/options.ts'

/** Options for `virtualTime`. */
export interface VirtualTimeOptions {
  /** Seeds `Math.random`, which SDKs use for the jitter of their backoff. */
  readonly seed?: string
  /** The maximum virtual time. Default: 48 hours, so that a batch can expire */
  readonly limit?: Duration
  /**
   * How long the clock waits, in real time, for one piece of real work, such as a query or a request to another process. Then it advances
   * and prints the work that it no longer waits for. Default: 5 seconds
   */
  readonly patience?: Duration
  /** The start of the clock, in milliseconds since 1970. Default: the first instant of 2026 */
  readonly epoch?: number
}

export const virtualTimeOptionTable: OptionTable<VirtualTimeOptions> = {
  seed: text,
  limit: durationText,
  patience: durationText,
  epoch: { expected: 'milliseconds since 1970 as a number', accepts: Number.isFinite },
}

/** The control of virtual time for a function that runs under it. */
export interface VirtualTime {
  /** Milliseconds since virtual time started. */
  now(): number
  /** Stops the clock during real work that it cannot detect, such as a database query. */
  real<Value>(work: () => Promise<Value>): Promise<Value>
}
