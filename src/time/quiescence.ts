import type { ActiveResources } from './active-resources.ts'
import type { RealWork } from './real-work/real-work.ts'
import { realNow, type RealWait } from './real-time.ts'
import type { VirtualClock } from './virtual-clock.ts'

/**
 * How many turns of the event loop must pass without a sign of life. One is enough for work in promises;
 * a request over MSW's emulated sockets takes several steps that nothing shows.
 */
const idleTurns = 6

/** How long `clock.real()` can hold the clock, in ms of real time, before that counts as forgotten. */
const longestHold = 10_000

/** How long real work is watched at every turn of the event loop, in ms. Then a look each millisecond leaves the processor to it. */
const closeWatch = 2

/** `resting` where only a timer can wake the program, `held` where a hold was not given back in 10 s. */
export type Rest = 'resting' | 'held'

/** What decides whether a program rests. */
export interface Surroundings {
  readonly clock: VirtualClock
  readonly resources: ActiveResources
  readonly realWork: RealWork
  readonly wait: RealWait
}

/**
 * Calls back once the program has come to rest: nothing runs, no real work is under way, nothing holds the clock. Never where the wait is
 * stopped before. With callbacks, since a promise for each turn of the event loop costs half as much again as the turn.
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
    // What the work gave the program to do can take several turns as well.
    busySince = undefined
    idle = 0
    wait.turn(look)
  }
  wait.turn(look)
}

/**
 * Whether one turn was enough. The next timer must be due already, so that the clock does not move and can overtake nothing;
 * and the program must have had promises only, all of which have run. Answers that come together are many, and the turns of
 * the event loop between them cost more than they do.
 */
function isSettled(clock: VirtualClock, resources: ActiveResources): boolean {
  return clock.nextDue !== undefined && clock.nextDue <= clock.now() && !clock.hasSockets && resources.areSpent
}
