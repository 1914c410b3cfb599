import type { EffectDetails, TaskMark } from './outcome.ts'

/** Lets an app report events that are not in the journal. */
export interface Observe {
  /** The user saw this delta of text. */
  streamed(text: string): void
  /** The text that the user saw so far was removed, or marked as void. */
  retracted(): void
  /**
   * A side effect happened, such as a refund. Its name must be the same in every run. A varying part, such as an id, is its key. Pass the
   * group that it belongs to, if these effects must happen together or not at all, and the tool call that caused it, if any.
   * @example
   * observe.effect('refund of order 42')
   * observe.effect('refund', { key: idempotencyKey, name: 'refund', arguments: { order: 42 } })
   * observe.effect('charge the card', { group: 'order 42' })
   */
  effect(name: string, details?: EffectDetails): void
  /** The app noticed and reported something. */
  alert(text: string): void
  /**
   * Runs one of several tasks. Returns its result, and throws its error. Reports of the task through the `observe`
   * that it gets are assigned to it.
   */
  task<Value>(mark: string | TaskMark, run: (observe: Observe) => Promise<Value> | Value): Promise<Value>
}
