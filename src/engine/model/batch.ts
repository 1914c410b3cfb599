import type { Problem } from './problem.ts'

/** The result of one request of a batch. */
export interface BatchResult {
  /** The position of the request in the batch, from 0. */
  readonly request: number
  /** How long the provider works on it, in ms. `Infinity` if it is not done when the batch expires. */
  readonly work: number
  /** The failure that replaces the answer. */
  readonly problem?: Problem
  /** Whether the provider counts it as done, but does not list its result. */
  readonly isUnlisted?: true
}

/** The results of a batch of requests. Immutable: a fault makes another one. */
export interface Batch {
  /** One result per request, in the order in which the provider lists them. */
  readonly results: readonly BatchResult[]
  /** Why the provider rejects the batch after it has read the requests. Default: it accepts it */
  readonly rejection?: Problem
}
