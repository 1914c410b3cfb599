import type { Chaos } from '../../chaos/chaos.ts'
import type { TrialResult } from '../trial/run-trial.ts'

/** Follows a search while it runs, and can end it. */
export interface SearchFollower {
  /** Is called with every trial as soon as it is judged. */
  tried(result: TrialResult): void
  /**
   * A finding is about to be shrunk.
   * @param place from 1
   * @param count how many findings there are
   */
  shrinking(place: number, count: number): void
  /** Whether the search must end after the current trial. Findings so far are still shrunk and reported. */
  isOver(): boolean
}

const nobody: SearchFollower = { tried() {}, shrinking() {}, isOver: () => false }

const followers = new WeakMap<Chaos, SearchFollower>()

/** Notifies a follower of every search from now on. One follower per chaos. */
export function followSearches(chaos: Chaos, follower: SearchFollower): void {
  followers.set(chaos, follower)
}

/** The follower of a chaos's searches. */
export function followerOf(chaos: Chaos): SearchFollower {
  return followers.get(chaos) ?? nobody
}
