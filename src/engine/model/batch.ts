import type { Problem } from './problem.ts'

/** What becomes of one request of a batch. */
export interface BatchResult {
  /** The place of the request in the batch, from 0. */
  readonly request: number
  /** How long the provider works on it, in milliseconds. `Infinity` if it is not done when the batch expires. */
  readonly work: number
  /** The failure that replaces the answer. */
  readonly problem?: Problem
  /** Whether the provider counts it as done, but does not list its result. */
  readonly isUnlisted?: true
}

/** What becomes of a batch of requests. Immutable: a fault makes another one. */
export interface Batch {
  /** One result for each request, in the order in which the provider lists them. */
  readonly results: readonly BatchResult[]
  /** Why the provider rejects the whole batch once it has looked at the requests. Default: it accepts it */
  readonly rejection?: Problem
}
