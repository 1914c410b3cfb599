import type { EffectDetails, TaskMark } from './outcome.ts'

/** Lets an app report what the journal cannot see. */
export interface Observe {
  /** The user has seen this piece of text. */
  streamed(text: string): void
  /** What the user has seen so far is taken back, or marked as void. */
  retracted(): void
  /**
   * A side effect happened, such as a refund. Its name is the same in every run: what varies, such as an id, is its key. Pass the
   * group of effects that it belongs to, if they must happen together or not at all, and the tool call that caused it, if one did.
   * @example
   * observe.effect('refund of order 42')
   * observe.effect('refund', { key: idempotencyKey, name: 'refund', arguments: { order: 42 } })
   * observe.effect('charge the card', { group: 'order 42' })
   */
  effect(name: string, details?: EffectDetails): void
  /** Something was noticed and reported. */
  alert(text: string): void
  /**
   * Runs one of several tasks. Returns what it returns, and throws what it throws. What the task reports through the `observe`
   * that it gets counts as its own.
   */
  task<Value>(mark: string | TaskMark, run: (observe: Observe) => Promise<Value> | Value): Promise<Value>
}
