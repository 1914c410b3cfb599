import { scoreOf } from './score.ts'
import { scorecardOf } from './scorecard.ts'
import type { FormerSearch, ReportData } from './report-data.ts'
import type { SearchData } from './search-data.ts'

/** Changes since the former report, as ids of properties. */
export interface Changes {
  readonly former: FormerSearch
  /** Violated now, but not then. */
  readonly appeared: readonly string[]
  /** Violated then and now. */
  readonly remaining: readonly string[]
  /** Violated then, but held now in every run that exercised it. */
  readonly mended: readonly string[]
  /** Violated then, but not exercised now. */
  readonly unknown: readonly string[]
}

/** The part of a search that is kept for comparison with the next. */
export function formerOf(search: SearchData): FormerSearch {
  const { held, tested } = scoreOf(search)
  const rows = scorecardOf(search).flatMap((group) => group.rows)
  return {
    title: search.title,
    endedAt: search.endedAt,
    score: { held, tested },
    violated: search.findings.map(({ rule }) => rule),
    held: rows.filter(({ all }) => all.held > 0 && all.violated === 0).map(({ rule }) => rule.id),
  }
}

/** The base of the next comparison: this report, or its own base if both reports show the same searches. */
export function formerFor(report: ReportData, next: readonly SearchData[]): readonly FormerSearch[] | undefined {
  const known = new Set(report.searches.map(({ title, endedAt }) => `${title}\n${endedAt}`))
  const isSame = next.every(({ title, endedAt }) => known.has(`${title}\n${endedAt}`))
  return isSame ? report.former : report.searches.map(formerOf)
}

/** The changes in one search. `undefined` if the former report has no search with that title. */
export function changesIn(search: SearchData, former: readonly FormerSearch[] = []): Changes | undefined {
  const then = former.find(({ title }) => title === search.title)
  if (then === undefined) return undefined
  const { violated, held } = formerOf(search)
  const gone = then.violated.filter((id) => !violated.includes(id))
  return {
    former: then,
    appeared: violated.filter((id) => !then.violated.includes(id)),
    remaining: violated.filter((id) => then.violated.includes(id)),
    mended: gone.filter((id) => held.includes(id)),
    unknown: gone.filter((id) => !held.includes(id)),
  }
}
