import type { TaskMark, ToolUse } from './outcome.ts'

/** Lets an app report what the journal cannot see. */
export interface Observe {
  /** The user has seen this piece of text. */
  streamed(text: string): void
  /** What the user has seen so far is taken back, or marked as void. */
  retracted(): void
  /** A side effect happened, such as a refund. Use the same key for the same effect, and pass the tool call that caused it, if one did. */
  effect(key: string, tool?: ToolUse): void
  /** Something was noticed and reported. */
  alert(text: string): void
  /**
   * Runs one of several tasks. Returns what it returns, and throws what it throws. What the task reports through the `observe`
   * that it gets counts as its own.
   */
  task<Value>(mark: string | TaskMark, run: (observe: Observe) => Promise<Value> | Value): Promise<Value>
}
