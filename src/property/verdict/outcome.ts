import type { JournalCall } from '../../engine/model/journal.ts'

/** How a task ended: with a value, with an error, or not at all. */
export type Settlement =
  | { readonly type: 'value'; readonly value: unknown }
  | { readonly type: 'error'; readonly error: unknown }
  | {
      readonly type: 'stuck'
      readonly error: Error
      /** Whether the time was over before the task was, and it was not for lack of anything to wait for. */
      readonly isAtLimit?: boolean
    }

/** Something that the app reported, in milliseconds on the clock. */
export interface Observation {
  readonly at: number
  /** Orders it among all that happened in the same millisecond. */
  readonly sequence?: number
  readonly text: string
  /** The index in {@link Outcome.tasks} of the task that reported it, if that is known. */
  readonly task?: number
  /** Whether the task did not use its own `observe`, and is known by its asynchronous context only. */
  readonly isInferred?: true
}

/** A piece of text that the user saw, or the retraction of everything shown before. */
export interface Shown extends Observation {
  readonly retracts?: true
}

/** A side effect of the app, such as a refund. */
export interface Effect extends Observation {
  /** The idempotency key that it was sent with, if the app said so. */
  readonly key?: string
  /** The group that it belongs to, if the app said so. */
  readonly group?: string
  /** The model's tool call that caused it. */
  readonly tool?: ToolUse
  /** Whether a tool of an emulated tool server did it while it answered a call, and the app reported nothing. */
  readonly isServers?: true
}

/** What an app can say of an effect. */
export interface EffectDetails {
  /**
   * The idempotency key that the effect is sent with. Effects of one name and different keys are different effects. One that is sent
   * again with the same name and key is the same effect, and the receiver carries it out once.
   */
  readonly key?: string
  /**
   * What the effect is a part of, such as `order 42`: the effects of one group happen together or not at all. Without a fault, the app
   * shows which effects these are. An effect that undoes another belongs to the same group.
   */
  readonly group?: string
  /** The name of the tool that the model called, if that caused it. */
  readonly name?: string
  /** The arguments of that call. */
  readonly arguments?: unknown
}

/** A tool call as the app understood it. */
export interface ToolUse {
  readonly name: string
  readonly arguments: unknown
}

/** Distinguishes one task of a run from the others. */
export interface TaskMark {
  readonly name: string
  /** The tenant that the task belongs to. */
  readonly tenant?: string
  /** A text that is in all calls of this task and in no other's. Tells tasks apart that run at the same time and share a queue, or run in a browser. */
  readonly asks?: string
  /** Tasks with the same meaning ask the same in other words. */
  readonly meaning?: string
}

/** One of several tasks in a run. Times are milliseconds on the clock. */
export interface TaskOutcome extends TaskMark {
  readonly startedAt: number
  readonly settledAt: number
  readonly settlement: Settlement
  /** The calls that were made in its asynchronous context. Missing or empty if the runtime does not know them. */
  readonly made?: readonly JournalCall[]
}

/** What the app did in a run. Times are milliseconds on the clock, from the beginning of the run. */
export interface Outcome {
  readonly settlement: Settlement
  readonly startedAt: number
  readonly settledAt: number
  /** When the run was aborted from outside. `undefined` if it was not. */
  readonly abortedAt: number | undefined
  /** Whether the app looked at the signal of a task that was aborted, or listened to it. */
  readonly readsSignal?: true
  /** When its process crashed. The task is stuck from then on. `undefined` if the process did not crash. */
  readonly crashed?: Observation
  /** What the user saw, piece by piece: `observe.streamed` and `observe.retracted`. */
  readonly streamed: readonly Shown[]
  /** Side effects: `observe.effect`. */
  readonly effects: readonly Effect[]
  /** What the app noticed and reported: `observe.alert`. */
  readonly alerts: readonly Observation[]
  /** The tasks within the run, in order of their beginning: `observe.task`. Empty if the app marks none; see `tasksOf`. */
  readonly tasks: readonly TaskOutcome[]
  /** Promises that rejected without a handler. */
  readonly uncaught: readonly Observation[]
}
