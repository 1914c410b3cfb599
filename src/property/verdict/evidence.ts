import type { Journal } from '../../engine/model/journal.ts'

/** How a task ended: with a value, with an error, or not at all. */
export type Settlement =
  | { readonly type: 'value'; readonly value: unknown }
  | { readonly type: 'error'; readonly error: unknown }
  | { readonly type: 'stuck'; readonly error: Error }

/** Something that the app told of itself, in milliseconds on the clock. */
export interface Observation {
  readonly at: number
  readonly text: string
  /** Its task's place in {@link Outcome.tasks}, where it was told by what that task was given to tell by. */
  readonly task?: number
}

/** A piece of text that the user saw, or the taking back of all that was shown before. */
export interface Shown extends Observation {
  readonly retracts?: true
}

/** Something that the app did to the world. */
export interface Effect extends Observation {
  /** The tool call of the model that it comes from. */
  readonly tool?: ToolUse
}

/** A tool call as the app understood it. */
export interface ToolUse {
  readonly name: string
  readonly arguments: unknown
}

/** What tells one task of a run from the others. */
export interface TaskMark {
  readonly name: string
  /** Whose task it is. */
  readonly tenant?: string
  /** A text that all of its calls hold and no other's: tells apart what runs at the same time. */
  readonly asks?: string
  /** Tasks of one meaning ask the same in other words. */
  readonly meaning?: string
}

/** One of several tasks in a run. Times are milliseconds on the clock. */
export interface TaskOutcome extends TaskMark {
  readonly startedAt: number
  readonly settledAt: number
  readonly settlement: Settlement
}

/** What the app did with a task. Times are milliseconds on the clock, from the task's beginning. */
export interface Outcome {
  readonly settlement: Settlement
  readonly settledAt: number
  /** When the task was aborted from outside, where it was. */
  readonly abortedAt: number | undefined
  /** What the user saw, piece by piece. */
  readonly streamed: readonly Shown[]
  /** What the app did to the world. */
  readonly effects: readonly Effect[]
  /** What the app noticed and reported. */
  readonly alerts: readonly Observation[]
  /** The tasks that the app was asked within the run, in order of their beginning, where it tells of them. */
  readonly tasks: readonly TaskOutcome[]
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
  | { readonly type: 'violated'; readonly how: string }
  | { readonly type: 'inconclusive'; readonly why: string }

export const held: Verdict = { type: 'held' }

export function violated(how: string): Verdict {
  return { type: 'violated', how }
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
  /** What it is judged by, such as `effects and journal`. */
  readonly evidence?: string
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
  /** What the user has seen so far is taken back, or marked as void. */
  retracted(): void
  /** Something was done to the world, such as a refund; the same key for the same deed. With the tool call that it comes from, where one did. */
  effect(key: string, tool?: ToolUse): void
  /** Something was noticed and reported. */
  alert(text: string): void
  /** Runs one of several tasks; gives what it gives, and throws what it throws. What it tells by the `observe` that it is given counts as its own. */
  task<Value>(mark: string | TaskMark, run: (observe: Observe) => Promise<Value> | Value): Promise<Value>
}
