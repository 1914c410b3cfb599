import type { SearchData } from './search-data.ts'

/** The version of the report format that this version of brownout writes and reads. */
export const reportVersion = 1

/** The part of a search that is kept for comparison with the next. */
export interface FormerSearch {
  readonly title: string
  readonly endedAt: string
  readonly score: { readonly held: number; readonly tested: number }
  /** The ids of the properties that were violated, and of those that held in every run that exercised them. */
  readonly violated: readonly string[]
  readonly held: readonly string[]
}

/** Everything that a report shows, as JSON. */
export interface ReportData {
  readonly format: 'brownout-report'
  readonly version: typeof reportVersion
  /** The version of brownout. */
  readonly brownout: string
  /** In ISO 8601. */
  readonly madeAt: string
  readonly searches: readonly SearchData[]
  /** The former report that this one is compared with. */
  readonly former?: readonly FormerSearch[]
}
