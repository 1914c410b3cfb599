import type { Journal } from '../../engine/model/journal.ts'
import type { Outcome } from './outcome.ts'

/** What a property judges: what the providers saw, and what the app did. */
export interface Evidence {
  readonly journal: Journal
  readonly outcome: Outcome
}
