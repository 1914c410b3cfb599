import type { SearchFollower } from '../property/report/follower.ts'
import { siteOf } from '../property/report/coverage.ts'
import { violationsIn, type TrialResult } from '../property/trial/run-trial.ts'
import { counted } from '../report/data/words.ts'
import { titlesOf } from '../property/text/titles.ts'
import { realNow } from '../time/real-time.ts'

/** Limits of a search. */
export interface SearchLimits {
  readonly runs: number
  /** In ms of real time. */
  readonly time: number | undefined
}

/** Shows the progress of a search. */
export interface ProgressView {
  /** Prints a permanent line. */
  say(line: string): void
  /** Shows the progress. Replaces the previous text. */
  show(state: string): void
}

/** Follows a search, shows its progress, and ends it when its time is up or it is stopped. */
export class Progress implements SearchFollower {
  readonly #limits: SearchLimits
  readonly #view: ProgressView
  readonly #startedAt = realNow()
  readonly #fired = new Set<string>()
  readonly #sites = new Set<string>()
  readonly #found = new Set<string>()
  #runs = 0
  #isStopped = false

  constructor(limits: SearchLimits, view: ProgressView) {
    this.#limits = limits
    this.#view = view
  }

  tried(result: TrialResult): void {
    this.#runs++
    for (const call of result.journal.calls) {
      this.#sites.add(siteOf(call))
      for (const { fault } of call.fired) this.#fired.add(fault)
    }
    for (const { property } of violationsIn(result)) {
      if (this.#found.has(property.id)) continue
      this.#found.add(property.id)
      this.#view.say(`✕ run ${this.#runs}: ${titlesOf(property).titles.violated} (${property.id})`)
    }
    this.#view.show(this.#state())
  }

  shrinking(place: number, count: number): void {
    this.#view.show(`Shrinking finding ${place} of ${count}`)
  }

  isOver(): boolean {
    return this.#isStopped || realNow() - this.#startedAt >= (this.#limits.time ?? Infinity)
  }

  /** Ends the search after the current run. */
  stop(): void {
    this.#isStopped = true
  }

  #state(): string {
    const { runs } = this.#limits
    return [
      `run ${this.#runs} of ${runs}`,
      `${counted(this.#fired.size, 'kind')} of faults`,
      `${counted(this.#sites.size, 'kind')} of calls`,
      counted(this.#found.size, 'finding'),
      `about ${Math.max(1, Math.ceil(this.#left() / 1_000))} s left`,
    ].join(' · ')
  }

  /** How long the search will probably take, in ms. */
  #left(): number {
    const { runs, time = Infinity } = this.#limits
    const spent = realNow() - this.#startedAt
    return Math.min(time - spent, (spent / this.#runs) * (runs - this.#runs))
  }
}
