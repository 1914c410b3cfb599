import { longestTimer } from '../engine/base/longest-timer.ts'
import type { AnsweredCall, CallsSoFar, Clock } from '../engine/model/clock.ts'
import type { ReplyOrder } from './reply-order.ts'
import { realNow } from './real-time.ts'
import { TimerQueue, VirtualTimer } from './timer-queue.ts'

/** The start of a virtual clock, the first instant of 2026, so that dates in replies do not depend on the day of the run. */
export const defaultEpoch: number = Date.UTC(2026, 0, 1)

/**
 * A clock that advances only on request, straight to the next timer. It counts activity (`activity`) and the time for which it is held, for
 * the code that decides when to advance it.
 */
export class VirtualClock implements Clock {
  readonly epoch: number
  activity = 0
  /** Whether sockets were used, real or emulated: their steps take several turns of the event loop, and not all are visible. */
  hasSockets = false
  /** The start of each hold, in ms of real time, the oldest first. */
  readonly #holds = new Map<symbol, number>()
  readonly #witnesses = new Set<() => CallsSoFar>()
  readonly #queue = new TimerQueue(() => {
    this.activity++
  })

  constructor(epoch: number = defaultEpoch) {
    this.epoch = epoch
  }

  now(): number {
    return this.#queue.now
  }

  after(ms: number, callback: () => void, call?: AnsweredCall): () => void {
    const isInTurn = call !== undefined && (this.choosesOrder || ms === 0)
    const timer = isInTurn
      ? this.#setReply(call, ms, callback)
      : new VirtualTimer(this.#queue, callback, Math.max(1, Math.trunc(ms)), [], false)
    if (!isInTurn) this.#queue.set(timer)
    return () => void timer.close()
  }

  /** Sets the order of answers that are due together. The default order if `undefined`. */
  orderReplies(order: ReplyOrder | undefined): void {
    this.#queue.replyOrder = order
  }

  get choosesOrder(): boolean {
    return this.#queue.replyOrder !== undefined
  }

  /** Also for an answer that is due at once: it waits until all such answers have requested a turn. */
  #setReply(call: AnsweredCall, ms: number, callback: () => void): VirtualTimer {
    const timer = new VirtualTimer(this.#queue, callback, Math.max(0, Math.trunc(ms)), [], false)
    timer.call = call
    this.#queue.set(timer)
    return timer
  }

  hold(): () => void {
    const hold = Symbol('hold')
    this.#holds.set(hold, realNow())
    this.activity++
    return () => {
      if (this.#holds.delete(hold)) this.activity++
    }
  }

  /** The start of the oldest open hold, in ms of real time. */
  get heldSince(): number | undefined {
    return this.#holds.values().next().value
  }

  /** Reports activity, so that the clock waits for its consequences. */
  touch(): void {
    this.activity++
  }

  askIfStuck(witness: () => CallsSoFar): void {
    this.#witnesses.add(witness)
  }

  /** All calls since the clock started. */
  get calls(): CallsSoFar {
    const all = [...this.#witnesses].map((witness) => witness())
    return { ended: all.reduce((sum, { ended }) => sum + ended, 0), open: all.flatMap(({ open }) => open) }
  }

  /** Sets a timer like Node's `setTimeout` and `setInterval`: at least one millisecond, and one if the delay is out of range. */
  setTimer(callback: (...args: unknown[]) => void, delay: unknown, args: readonly unknown[], repeats: boolean): VirtualTimer {
    if (typeof callback !== 'function') {
      throw Object.assign(new TypeError('The "callback" argument must be of type function.'), { code: 'ERR_INVALID_ARG_TYPE' })
    }
    const asked = Math.trunc(Number(delay))
    const timer = new VirtualTimer(this.#queue, callback, asked >= 1 && asked <= longestTimer ? asked : 1, args, repeats)
    this.#queue.set(timer)
    return timer
  }

  clearTimer(timer: unknown): void {
    if (timer instanceof VirtualTimer) timer.close()
    else if (typeof timer === 'number' || typeof timer === 'string') this.#queue.find(Number(timer))?.close()
  }

  /** When the next timer is due; `undefined` if none is set. */
  get nextDue(): number | undefined {
    return this.#queue.next?.due
  }

  /** Advances to the next timer and calls it. Returns false if none is set. */
  fireNext(): boolean {
    const timer = this.#queue.next
    if (timer === undefined) return false
    this.#queue.clear(timer)
    this.#queue.now = Math.max(this.#queue.now, timer.due)
    if (timer.repeats) this.#queue.set(timer)
    this.activity++
    timer.callback(...timer.args)
    return true
  }

  /** Removes all timers: the code that set them has ended. */
  dropTimers(): void {
    this.#queue.drop()
    this.activity++
  }

  /** Restarts at 0 without the remaining timers, with a new order of answers that are due together. */
  restart(replyOrder?: ReplyOrder): void {
    this.#queue.restart()
    this.#witnesses.clear()
    this.orderReplies(replyOrder)
    this.activity++
  }
}
