/** The side effect of a tool run, such as an order. */
export interface ToolEffect {
  /** The name of the tool. */
  readonly name: string
  readonly arguments: unknown
  /** Identifies repetitions of the same effect: an idempotency key, or a hash of the arguments if the tool is idempotent. */
  readonly key?: string
}

/** A side effect of a tool that a tool server ran, with its time in ms on the clock. */
export interface RunEffect extends ToolEffect {
  readonly at: number
  /** Orders it among all events in the same millisecond. */
  readonly sequence: number
}
