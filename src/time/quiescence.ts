import { builtin } from './patches/patching.ts'
import { realNow, turn } from './real-time.ts'
import type { VirtualClock } from './virtual-clock.ts'

/**
 * How many turns of the event loop must pass without a sign of life. One is enough for work in promises;
 * a request over MSW's emulated sockets takes several steps that nothing shows.
 */
const idleTurns = 6

/** How long something may hold the clock in the world's time before that counts as forgotten. */
const longestHold = 10_000

/** File and name-server requests are on the thread pool, where only this list shows them. */
const threadPoolWork = /^(?:FSReq|GetAddrInfoReq|GetNameInfoReq|QueryReq)/

function isThreadPoolBusy(): boolean {
  return (
    builtin<NodeJS.Process>('node:process')
      ?.getActiveResourcesInfo()
      .some((name) => threadPoolWork.test(name)) ?? false
  )
}

/**
 * Waits until the program has come to rest: nothing runs, nothing holds the clock, and only a timer can wake it.
 * @returns `resting`, `stopped` where `isStopped` says so, or `held` where a hold was not given back in 10 s.
 */
export async function quiescence(clock: VirtualClock, isStopped: () => boolean): Promise<'resting' | 'stopped' | 'held'> {
  let heldSince: number | undefined
  do {
    let seen = clock.activity
    for (let idle = 0; idle < idleTurns; idle++) {
      await turn()
      if (isStopped()) return 'stopped'
      if (clock.holds === 0) heldSince = undefined
      else if (realNow() - (heldSince ??= realNow()) > longestHold) return 'held'
      if (clock.activity === seen && clock.holds === 0) continue
      seen = clock.activity
      idle = -1
    }
  } while (isThreadPoolBusy())
  return 'resting'
}
