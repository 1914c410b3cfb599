import type { EventEmitter } from 'node:events'
import { longestTimer } from '../engine/base/longest-timer.ts'

/** Counts the open work of a server: responses, and connections with another protocol. */
export class UnderWay {
  readonly #open = new Set<EventEmitter>()
  readonly #waiting = new Set<() => void>()

  readonly #closed: (this: EventEmitter) => void

  constructor() {
    // One listener for all, since a server can have thousands of open responses.
    const [open, hurry] = [this.#open, () => this.hurry()]
    this.#closed = function () {
      open.delete(this)
      if (open.size === 0) hurry()
    }
  }

  /** Counts something until it closes. */
  add(opened: EventEmitter): void {
    this.#open.add(opened)
    opened.on('close', this.#closed)
  }

  /** Resolves once nothing is open, or the time in ms is over, or `hurry` is called. */
  async over(longest: number): Promise<void> {
    if (this.#open.size === 0 || longest === 0) return
    await new Promise<void>((resolve) => {
      const done = (): void => {
        clearTimeout(timer)
        this.#waiting.delete(done)
        resolve()
      }
      const timer = setTimeout(done, Math.min(longest, longestTimer))
      this.#waiting.add(done)
    })
  }

  /** Ends all waits. */
  hurry(): void {
    for (const done of this.#waiting) done()
  }
}
