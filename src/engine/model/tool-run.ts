/** What a run of a tool does to the world, such as an order. */
export interface ToolEffect {
  /** The name of the tool. */
  readonly name: string
  readonly arguments: unknown
  /** What makes a repetition the same effect: an idempotency key, or a digest of the arguments if the tool is idempotent. */
  readonly key?: string
}

/** An effect of a tool that a tool server ran, with its time in milliseconds on the clock. */
export interface RunEffect extends ToolEffect {
  readonly at: number
  /** Orders it among all that happened in the same millisecond. */
  readonly sequence: number
}
