import { BrownoutError } from '../engine/base/errors.ts'
import type { Journal } from '../engine/model/journal.ts'
import type { Incident } from '../engine/plan/incident.ts'
import type { Plan } from '../engine/plan/plan.ts'
import { failureMessage, type FailureStory } from './text/failure-message.ts'
import type { Outcome } from './verdict/outcome.ts'

/** What a failure carries. */
export interface Failure extends FailureStory {
  /** In which run it was found, from 1. */
  readonly foundIn: number
  readonly incident: Incident
}

/** The app violated a property. Carries the fewest faults that make it do so, and everything that happened then. */
export class ResilienceError extends BrownoutError {
  override readonly name = 'ResilienceError'
  readonly seed: string
  /** The fewest faults that violate it. */
  readonly plan: Plan
  /** The property's id, such as `retries-at-most(2)`. */
  readonly property: string
  /** In which run it was found, from 1. Runs that made it simpler do not count. */
  readonly foundIn: number
  readonly journal: Journal
  readonly outcome: Outcome
  readonly incident: Incident

  constructor(failure: Failure) {
    super(failureMessage(failure))
    const { property, evidence } = failure.violation
    this.seed = failure.seed
    this.plan = failure.plan
    this.property = property.id
    this.foundIn = failure.foundIn
    this.journal = evidence.journal
    this.outcome = evidence.outcome
    this.incident = failure.incident
  }
}

/** A property that the test names was not exercised in any run. */
export class InconclusiveError extends BrownoutError {
  override readonly name = 'InconclusiveError'
}
