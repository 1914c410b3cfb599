import { BrownoutError } from '../engine/base/errors.ts'
import type { Journal } from '../engine/model/journal.ts'
import type { Incident } from '../engine/plan/incident.ts'
import type { Plan } from '../engine/plan/plan.ts'
import { failureMessage, type FailureStory } from './text/failure-message.ts'
import { failuresMessage } from './text/failures-message.ts'
import type { Exercise } from './report/exercise.ts'
import type { Outcome } from './verdict/outcome.ts'

/** The data of a failure. */
export interface Failure extends FailureStory {
  /** The run that found it, from 1. */
  readonly foundIn: number
  readonly incident: Incident
}

/**
 * The app violated a property or a baseline check. Contains the minimal failing plan and a record of the run.
 * With `all: true` it is the first of all failures, and lists the others.
 */
export class ResilienceError extends BrownoutError {
  override readonly name = 'ResilienceError'
  readonly seed: string
  /** The minimal plan that violates it. */
  readonly plan: Plan
  /** The property's id, such as `retries-at-most(2)`. */
  readonly property: string
  /** The run that found it, from 1. Runs for shrinking do not count. */
  readonly foundIn: number
  readonly journal: Journal
  readonly outcome: Outcome
  readonly incident: Incident
  /** The coverage of the search by then: exercised or not. Empty for a replayed incident. */
  readonly exercise: readonly Exercise[]
  readonly #failure: Failure
  readonly #failures: readonly ResilienceError[]

  /** @param failures all failures of the search, if there are several */
  constructor(failure: Failure, failures: readonly ResilienceError[] = []) {
    super(failures.length > 1 ? failuresMessage(failures) : failureMessage(failure))
    const { property, evidence } = failure.violation
    this.seed = failure.seed
    this.plan = failure.plan
    this.property = property.id
    this.foundIn = failure.foundIn
    this.journal = evidence.journal
    this.outcome = evidence.outcome
    this.incident = failure.incident
    this.exercise = failure.exercise
    this.#failures = failures
    this.#failure = failure
  }

  /**
   * The data of its message.
   * @internal
   */
  get story(): Failure {
    return this.#failure
  }

  /** Every failure that the search found, each with its own plan and incident. Without `all: true`, only this one. */
  get failures(): readonly ResilienceError[] {
    return this.#failures.length === 0 ? [this] : this.#failures
  }

  /** Combines the failures of a search, at least one, into one error. */
  static of(failures: readonly ResilienceError[]): ResilienceError {
    const [first] = failures
    return failures.length === 1 ? first! : new ResilienceError(first!.#failure, failures)
  }
}

/** A property that the test names was not exercised in any run. */
export class InconclusiveError extends BrownoutError {
  override readonly name = 'InconclusiveError'
}
