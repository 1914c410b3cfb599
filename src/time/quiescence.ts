import type { ActiveResources } from './active-resources.ts'
import type { RealWork } from './real-work/real-work.ts'
import { realNow, type RealWait } from './real-time.ts'
import type { VirtualClock } from './virtual-clock.ts'

/**
 * How many turns of the event loop must pass without activity. One is enough for work in promises; a request over MSW's emulated sockets
 * takes several invisible steps.
 */
const idleTurns = 6

/** How long `clock.real()` can hold the clock, in ms of real time, before the hold counts as forgotten. */
const longestHold = 10_000

/**
 * How long real work is checked on every turn of the event loop, in ms. After that, once per millisecond, which leaves it the processor.
 */
const closeWatch = 2

/** `resting` if only a timer can wake the program, `held` if a hold was not released within 10 s. */
export type Rest = 'resting' | 'held'

/** The inputs that decide whether a program rests. */
export interface Surroundings {
  readonly clock: VirtualClock
  readonly resources: ActiveResources
  readonly realWork: RealWork
  readonly wait: RealWait
}

/**
 * Calls back once the program is at rest: no code runs, all real work has ended, and the clock is not held. Never if the wait is stopped
 * before. Uses callbacks, since a promise per turn of the event loop adds 50% to its cost.
 */
export function whenAtRest({ clock, resources, realWork, wait }: Surroundings, tell: (rest: Rest) => void): void {
  let seen = clock.activity
  let idle = 0
  let busySince: number | undefined
  const lookSoon = (): void => {
    busySince ??= realNow()
    if (realNow() - busySince > closeWatch) wait.after(1, look)
    else wait.turn(look)
  }
  const look = (): void => {
    const { heldSince } = clock
    if (heldSince !== undefined && realNow() - heldSince > longestHold) return tell('held')
    if (clock.activity !== seen) {
      seen = clock.activity
      idle = 0
    } else idle++
    if (heldSince !== undefined) return lookSoon()
    if (idle === 1 && isSettled(clock, resources)) return tell('resting')
    if (idle < idleTurns) return wait.turn(look)
    if (realWork.awaited() !== undefined) return lookSoon()
    if (busySince === undefined) return tell('resting')
    // The program's reaction to the work can take several turns as well.
    busySince = undefined
    idle = 0
    wait.turn(look)
  }
  wait.turn(look)
}

/**
 * Returns whether one turn was enough. The next timer must be due already, so that the clock does not advance; and the program must have
 * had only promises, all of which have run. Often many answers are due together, and the turns of the event loop between them cost more
 * than the answers.
 */
function isSettled(clock: VirtualClock, resources: ActiveResources): boolean {
  return clock.nextDue !== undefined && clock.nextDue <= clock.now() && !clock.hasSockets && resources.areSpent
}
