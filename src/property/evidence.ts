import type { Journal } from '../engine/journal.ts'

/** How a task ended: with a value, with an error, or not at all. */
export type Settlement =
  | { readonly type: 'value'; readonly value: unknown }
  | { readonly type: 'error'; readonly error: unknown }
  | { readonly type: 'stuck'; readonly error: Error }

/** Something that the app told of itself, in milliseconds on the clock. */
export interface Observation {
  readonly at: number
  readonly text: string
}

/** What the app did with a task. Times are milliseconds on the clock, from the task's beginning. */
export interface Outcome {
  readonly settlement: Settlement
  readonly settledAt: number
  /** When the task was aborted from outside, where it was. */
  readonly abortedAt: number | undefined
  /** What the user saw, piece by piece. */
  readonly streamed: readonly Observation[]
  /** What the app did to the world. */
  readonly effects: readonly Observation[]
  /** What the app noticed and reported. */
  readonly alerts: readonly Observation[]
  /** Errors that the app let nobody catch: the process has heard of them, too. */
  readonly uncaught: readonly Observation[]
}

/** What a property judges by. */
export interface Evidence {
  readonly journal: Journal
  readonly outcome: Outcome
}

/** What a property says of one run. `inconclusive`: nothing came up that it speaks of, or its evidence is missing. */
export type Verdict =
  | { readonly type: 'held' }
  | { readonly type: 'broken'; readonly how: string }
  | { readonly type: 'inconclusive'; readonly why: string }

export const held: Verdict = { type: 'held' }

export function broken(how: string): Verdict {
  return { type: 'broken', how }
}

export function inconclusive(why: string): Verdict {
  return { type: 'inconclusive', why }
}

/** A statement about a run that must hold, whatever fails. */
export interface Property {
  /** Such as `retries-at-most(2)`. */
  readonly id: string
  /** The statement, with its numbers. */
  readonly statement: string
  /** What usually mends an app that breaks it. */
  readonly hint: string
  /** Whether it also has to be judged where the task is aborted midway. */
  readonly judgesAborts?: boolean
  judge(evidence: Evidence): Verdict
}

/** How an app tells of itself what the journal cannot see. */
export interface Observe {
  /** The user has seen this piece of text. */
  streamed(text: string): void
  /** Something was done to the world, such as a refund; the same key for the same deed. */
  effect(key: string): void
  /** Something was noticed and reported. */
  alert(text: string): void
}
