/** Something that the app reported, in ms on the clock of the run. */
export interface ObservedData {
  readonly at: number
  readonly text: string
}

/** A side effect of the app. */
export interface EffectData extends ObservedData {
  /**
   * The call that caused it, from 0: its answer has the tool call named by the app. Missing if the app did not name a
   * cause, or no call has it.
   */
  readonly from?: number
  /** The call before it, from 0: the last one started by the same task. Missing if there is none, or it is unknown. */
  readonly after?: number
}

/** A piece of text that the user saw, or the retraction of everything shown before. */
export interface ShownData extends ObservedData {
  /** How many calls of the run had started by then. */
  readonly calls: number
  readonly retracts?: true
}

/** How a task ended: its value as JSON, or its error as text. */
export interface SettlementData {
  readonly type: 'value' | 'error' | 'stuck'
  readonly text: string
}

/** The outcome of one run of the task. Times are in ms on the clock of the run. */
export interface OutcomeData {
  readonly settlement: SettlementData
  readonly startedAt: number
  readonly settledAt: number
  /** When the task was aborted from outside. */
  readonly abortedAt?: number
  /** When the process crashed. */
  readonly crashedAt?: number
  readonly shown: readonly ShownData[]
  readonly effects: readonly EffectData[]
  readonly alerts: readonly ObservedData[]
  /** Promises that rejected without a handler. */
  readonly uncaught: readonly ObservedData[]
}
