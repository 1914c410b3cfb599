import { installedClock } from '../engine/model/clock.ts'
import { realNow } from '../time/real-time.ts'

/** The longest time between two reads that is not a pause, in ms: in virtual time, in which work takes none, and in real time. */
const pause = { virtual: 1, real: 20 }

/**
 * How many frames one read returns. A client that reads on without a pause gets twice as many each time, which reduces the cost per frame.
 * One that pauses, or aborts, has no more than that waiting for it.
 */
export class Appetite {
  #frames = 0
  #servedAt = -Infinity

  /** Returns how many frames the read that starts now can return. */
  nextFrames(): number {
    const longest = installedClock() === undefined ? pause.real : pause.virtual
    this.#frames = now() - this.#servedAt < longest ? this.#frames * 2 : 1
    return this.#frames
  }

  /** Ends the read. */
  served(): void {
    this.#servedAt = now()
  }
}

function now(): number {
  return installedClock()?.now() ?? realNow()
}
