import type { AnsweredCall } from '../engine/model/clock.ts'
import { usualOrder, type ReplyOrder } from './reply-order.ts'

/** A timer on a virtual clock. It has the methods of Node's timers, so that code sees no difference. */
export class VirtualTimer {
  readonly callback: (...args: unknown[]) => void
  readonly args: readonly unknown[]
  readonly delay: number
  readonly repeats: boolean
  /** When it is due, in milliseconds on the clock. */
  due = 0
  /** Breaks ties between timers that are due together: the first one set runs first. */
  order = 0
  /** Takes precedence over `order` between timers that are due together. 0 except for an answer whose order is chosen. */
  rank = 0
  /** The call whose answer waits for its turn. */
  call: AnsweredCall | undefined
  /** Its index in the queue; -1 outside. */
  place = -1
  readonly #queue: TimerQueue
  #isReferenced = true

  constructor(queue: TimerQueue, callback: (...args: unknown[]) => void, delay: number, args: readonly unknown[], repeats: boolean) {
    this.#queue = queue
    this.callback = callback
    this.delay = delay
    this.args = args
    this.repeats = repeats
  }

  ref(): this {
    this.#isReferenced = true
    return this
  }

  unref(): this {
    this.#isReferenced = false
    return this
  }

  hasRef(): boolean {
    return this.#isReferenced
  }

  refresh(): this {
    this.#queue.set(this)
    return this
  }

  /** Safe for a timer of an earlier clock: it only leaves its own queue. */
  close(): this {
    this.#queue.clear(this)
    return this
  }

  [Symbol.toPrimitive](): number {
    return this.order
  }

  [Symbol.dispose](): void {
    this.close()
  }
}

function isSooner(a: VirtualTimer, b: VirtualTimer): boolean {
  if (a.due !== b.due) return a.due < b.due
  return a.rank === b.rank ? a.order < b.order : a.rank < b.rank
}

/** Timers by due time: a binary heap, with look-up by number. */
export class TimerQueue {
  now = 0
  /** The order of answers that are due together, if not the default. */
  replyOrder: ReplyOrder | undefined
  #heap: VirtualTimer[] = []
  readonly #byOrder = new Map<number, VirtualTimer>()
  #lastOrder = 0
  readonly #changed: () => void

  /** @param changed called whenever a timer is set or cleared */
  constructor(changed: () => void) {
    this.#changed = changed
  }

  get next(): VirtualTimer | undefined {
    return this.#heap[0]
  }

  set(timer: VirtualTimer): void {
    this.#remove(timer)
    timer.due = this.now + timer.delay
    timer.order = ++this.#lastOrder
    timer.rank = timer.call === undefined ? 0 : (this.replyOrder ?? usualOrder)(timer.call, timer.due)
    timer.place = this.#heap.push(timer) - 1
    this.#byOrder.set(timer.order, timer)
    this.#rise(timer)
    this.#changed()
  }

  clear(timer: VirtualTimer): void {
    if (timer.place >= 0) this.#changed()
    this.#remove(timer)
  }

  find(order: number): VirtualTimer | undefined {
    return this.#byOrder.get(order)
  }

  /** Removes all timers. */
  drop(): void {
    for (const timer of this.#heap) timer.place = -1
    this.#heap = []
    this.#byOrder.clear()
  }

  /** Removes all timers and resets the time. */
  restart(): void {
    this.drop()
    this.now = 0
  }

  #remove(timer: VirtualTimer): void {
    this.#byOrder.delete(timer.order)
    const { place } = timer
    if (place < 0) return
    timer.place = -1
    const last = this.#heap.pop()!
    if (last === timer) return
    last.place = place
    this.#sink(last)
    this.#rise(last)
  }

  #put(timer: VirtualTimer, place: number): void {
    this.#heap[place] = timer
    timer.place = place
  }

  /** Moves a timer up to its place: the timers it passes move down by one, and it is written once. */
  #rise(timer: VirtualTimer): void {
    let { place } = timer
    while (place > 0) {
      const above = (place - 1) >> 1
      const parent = this.#heap[above]!
      if (!isSooner(timer, parent)) break
      this.#put(parent, place)
      place = above
    }
    this.#put(timer, place)
  }

  #sink(timer: VirtualTimer): void {
    const heap = this.#heap
    let { place } = timer
    for (;;) {
      let below = 2 * place + 1
      if (below >= heap.length) break
      if (below + 1 < heap.length && isSooner(heap[below + 1]!, heap[below]!)) below++
      const child = heap[below]!
      if (!isSooner(child, timer)) break
      this.#put(child, place)
      place = below
    }
    this.#put(timer, place)
  }
}
