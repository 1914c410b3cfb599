import type { JournalCall } from '../../engine/model/journal.ts'

/** How a task ended: with a value, with an error, or not at all. */
export type Settlement =
  | { readonly type: 'value'; readonly value: unknown }
  | { readonly type: 'error'; readonly error: unknown }
  | {
      readonly type: 'stuck'
      readonly error: Error
      /** Whether the time limit ended first, while the task still had something to wait for. */
      readonly isAtLimit?: boolean
    }

/** A report of the app, with its time in ms on the clock. */
export interface Observation {
  readonly at: number
  /** The order among all events of the same millisecond. */
  readonly sequence?: number
  readonly text: string
  /** The index in {@link Outcome.tasks} of the task that reported it, if known. */
  readonly task?: number
  /** Whether the task did not use its own `observe`, and is known only from its asynchronous context. */
  readonly isInferred?: true
}

/** A piece of text that the user saw, or the retraction of everything shown before. */
export interface Shown extends Observation {
  readonly retracts?: true
}

/** A side effect of the app, such as a refund. */
export interface Effect extends Observation {
  /** The idempotency key that it was sent with, if the app reported one. */
  readonly key?: string
  /** Its group, if the app reported one. */
  readonly group?: string
  /** The model's tool call that caused it. */
  readonly tool?: ToolUse
  /** Whether a tool of an emulated tool server did it during a call, without a report of the app. */
  readonly isServers?: true
}

/** Details of an effect that an app can report. */
export interface EffectDetails {
  /**
   * The idempotency key that the effect is sent with. Effects with one name and different keys are different effects. One that is sent
   * again with the same name and key is the same effect, and the receiver carries it out once.
   */
  readonly key?: string
  /**
   * The group of the effect, such as `order 42`: the effects of one group happen together or not at all. Runs without a fault
   * show which effects these are. An effect that undoes another one belongs to the same group.
   */
  readonly group?: string
  /** The name of the tool that the model called, if it caused the effect. */
  readonly name?: string
  /** The arguments of that call. */
  readonly arguments?: unknown
}

/** A tool call as parsed by the app. */
export interface ToolUse {
  readonly name: string
  readonly arguments: unknown
}

/** Distinguishes one task of a run from the others. */
export interface TaskMark {
  readonly name: string
  /** The tenant that the task belongs to. */
  readonly tenant?: string
  /** A text that only this task's calls contain. It distinguishes concurrent tasks that share a queue, or run in a browser. */
  readonly prompt?: string
  /** Tasks with the same meaning have reworded prompts. */
  readonly meaning?: string
}

/** One of several tasks in a run. Times are in ms on the clock. */
export interface TaskOutcome extends TaskMark {
  readonly startedAt: number
  readonly settledAt: number
  readonly settlement: Settlement
  /** The calls from its asynchronous context. Missing or empty if the runtime does not provide them. */
  readonly made?: readonly JournalCall[]
}

/** The actions and results of the app in a run. Times are in ms on the clock, from the start of the run. */
export interface Outcome {
  readonly settlement: Settlement
  readonly startedAt: number
  readonly settledAt: number
  /** When the run was aborted from outside. `undefined` if it was not. */
  readonly abortedAt: number | undefined
  /** Whether the app read the signal of an aborted task, or listened to it. */
  readonly readsSignal?: true
  /** When its process crashed. The task is stuck from then on. `undefined` if the process did not crash. */
  readonly crashed?: Observation
  /** The text that the user saw, delta by delta: `observe.streamed` and `observe.retracted`. */
  readonly streamed: readonly Shown[]
  /** Side effects: `observe.effect`. */
  readonly effects: readonly Effect[]
  /** The app's alerts: `observe.alert`. */
  readonly alerts: readonly Observation[]
  /** The tasks within the run, in the order of their start: `observe.task`. Empty if the app marks none; see `tasksOf`. */
  readonly tasks: readonly TaskOutcome[]
  /** Promises that rejected without a handler. */
  readonly uncaught: readonly Observation[]
}
