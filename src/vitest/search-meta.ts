import { redactionOf } from '../engine/base/redaction.ts'
import { textsOfCredentials } from '../engine/run/credential.ts'
import type { ResilienceError } from '../property/failure.ts'
import type { Search } from '../property/report/search.ts'
import { injectionInWords } from '../property/text/injection-in-words.ts'
import { titlesOf } from '../property/text/titles.ts'

/** Data about one finding, for reporters. */
export interface FindingMeta {
  /** The id of the property or the baseline check that was violated. */
  readonly property: string
  readonly title: string
  /** The violation, as a clause. */
  readonly how: string
  /** The minimal plan, one entry per fault. Empty if it is violated without a fault. */
  readonly plan: readonly string[]
  /** The commands that reproduce it. */
  readonly replay: readonly string[]
}

/** Data about one search, for reporters. */
export interface SearchMeta {
  readonly seed: string
  readonly findings: readonly FindingMeta[]
  /** The file that it was written to. Missing without brownout's reporter. */
  readonly file?: string
  /** In hundredths. Missing without brownout's reporter, and if nothing was tested. */
  readonly score?: number
}

declare module 'vitest' {
  interface TaskMeta {
    /** The finished searches of a test. */
    brownout?: { readonly searches: readonly SearchMeta[] }
  }
}

/** The findings of a search, without secrets. */
export function findingsMeta({ failures, credentials }: Search): FindingMeta[] {
  return redactionOf({ credentials: textsOfCredentials(credentials) })(failures.flatMap((failure) => failure.failures).map(findingMeta))
}

function findingMeta({ plan, story: { violation, replayLines } }: ResilienceError): FindingMeta {
  const { property, verdict } = violation
  return {
    property: property.id,
    title: titlesOf(property).titles.violated,
    how: verdict.how,
    plan: plan.injections.map(injectionInWords),
    replay: replayLines,
  }
}
