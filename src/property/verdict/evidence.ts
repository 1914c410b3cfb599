import type { Journal } from '../../engine/model/journal.ts'
import type { Outcome } from './outcome.ts'

/** The evidence that a property judges: the calls that the providers received, and the app's outcome. */
export interface Evidence {
  readonly journal: Journal
  readonly outcome: Outcome
}
