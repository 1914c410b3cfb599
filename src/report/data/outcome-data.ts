/** Something that the app reported, in ms on the clock of the run. */
export interface ObservedData {
  readonly at: number
  readonly text: string
}

/** A side effect of the app. */
export interface EffectData extends ObservedData {
  /**
   * The call that it came from, from 0: its answer has the tool call that caused it, as the app said. Missing if the app did not say
   * what caused it, or no call has it.
   */
  readonly from?: number
  /** The call that it came after, from 0: the last that the same task had begun. Missing if there is none, or nobody knows. */
  readonly after?: number
}

/** A piece of text that the user saw, or the retraction of everything shown before. */
export interface ShownData extends ObservedData {
  /** How many calls of the run had begun by then. */
  readonly calls: number
  readonly retracts?: true
}

/** How a task ended: its value as JSON, or its error as text. */
export interface SettlementData {
  readonly type: 'value' | 'error' | 'stuck'
  readonly text: string
}

/** What the app did in one run of its task. Times are in ms on the clock of the run. */
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
