import type { ActiveResources } from './active-resources.ts'
import { realNow, type RealWait } from './real-time.ts'
import type { VirtualClock } from './virtual-clock.ts'

/**
 * How many turns of the event loop must pass without a sign of life. One is enough for work in promises;
 * a request over MSW's emulated sockets takes several steps that nothing shows.
 */
const idleTurns = 6

/** How long something may hold the clock in the world's time before that counts as forgotten. */
const longestHold = 10_000

/** `resting` where only a timer can wake the program, `held` where a hold was not given back in 10 s. */
export type Rest = 'resting' | 'held'

/**
 * Calls back once the program has come to rest: nothing runs, nothing holds the clock. Never where the wait is stopped before.
 * With callbacks, since a promise for each turn of the event loop costs half as much again as the turn.
 */
export function whenAtRest(clock: VirtualClock, resources: ActiveResources, wait: RealWait, tell: (rest: Rest) => void): void {
  let heldSince: number | undefined
  let seen = clock.activity
  let idle = 0
  const look = (): void => {
    if (clock.holds === 0) heldSince = undefined
    else if (realNow() - (heldSince ??= realNow()) > longestHold) return tell('held')
    if (clock.activity !== seen || clock.holds > 0 || (++idle === idleTurns && resources.isThreadPoolBusy)) {
      seen = clock.activity
      idle = 0
    }
    if (idle === idleTurns || (idle === 1 && isSettled(clock, resources))) tell('resting')
    else wait.turn(look)
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
