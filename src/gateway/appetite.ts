import { installedClock } from '../engine/model/clock.ts'
import { realNow } from '../time/real-time.ts'

/** How long a client can take before it reads on, in ms, until that counts as a pause: in virtual time, where work takes none, and in real time. */
const pause = { virtual: 1, real: 20 }

/**
 * How many frames a client reads one read. One that reads on without a pause takes twice as many each time, which costs
 * little for each; one that pauses after what it read, or aborts, has no more than that waiting for it.
 */
export class Appetite {
  #frames = 0
  #servedAt = -Infinity

  /** How many frames the read that begins now can bring. */
  nextFrames(): number {
    const longest = installedClock() === undefined ? pause.real : pause.virtual
    this.#frames = now() - this.#servedAt < longest ? this.#frames * 2 : 1
    return this.#frames
  }

  /** The read is over. */
  served(): void {
    this.#servedAt = now()
  }
}

function now(): number {
  return installedClock()?.now() ?? realNow()
}
