import type { Chaos } from '../../chaos/chaos.ts'
import type { TrialResult } from '../trial/run-trial.ts'

/** Follows a search while it continues, and can end it. */
export interface SearchFollower {
  /** Hears of every trial as soon as it is judged. */
  tried(result: TrialResult): void
  /**
   * A finding is about to be shrunk.
   * @param place from 1
   * @param count how many findings there are
   */
  shrinking(place: number, count: number): void
  /** Whether the search is to end after the current trial. What it has found by then is still shrunk and reported. */
  isOver(): boolean
}

const nobody: SearchFollower = { tried() {}, shrinking() {}, isOver: () => false }

const followers = new WeakMap<Chaos, SearchFollower>()

/** Lets a follower hear of every search from now on. One follower for each chaos. */
export function followSearches(chaos: Chaos, follower: SearchFollower): void {
  followers.set(chaos, follower)
}

/** Code that follows the searches of a chaos. */
export function followerOf(chaos: Chaos): SearchFollower {
  return followers.get(chaos) ?? nobody
}
