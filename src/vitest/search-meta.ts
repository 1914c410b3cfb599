import { redactionOf } from '../engine/base/redaction.ts'
import { textsOfCredentials } from '../engine/run/credential.ts'
import type { ResilienceError } from '../property/failure.ts'
import type { Search } from '../property/report/search.ts'
import { injectionInWords } from '../property/text/injection-in-words.ts'
import { titlesOf } from '../property/text/titles.ts'

/** What a reporter can know about one finding of a test. */
export interface FindingMeta {
  /** The id of the property or the baseline check that was violated. */
  readonly property: string
  readonly title: string
  /** What went wrong, as a clause. */
  readonly how: string
  /** The smallest plan, one fault each. Empty if it is violated without a fault. */
  readonly plan: readonly string[]
  /** The commands that run it again. */
  readonly replay: readonly string[]
}

/** What a reporter can know about one search of a test. */
export interface SearchMeta {
  readonly seed: string
  readonly findings: readonly FindingMeta[]
  /** The file that it was written to. Missing without the reporter of brownout. */
  readonly file?: string
  /** In hundredths. Missing without the reporter of brownout, and if nothing was tested. */
  readonly score?: number
}

declare module 'vitest' {
  interface TaskMeta {
    /** The searches of a test that have ended. */
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
