import { scorecardOf, type Cell } from './scorecard.ts'
import { harms, type RuleData, type SearchData } from './search-data.ts'
import type { FindingData } from './finding-data.ts'

/** A finding with its property, and the number of runs that violated it. */
export interface RankedFinding {
  readonly finding: FindingData
  readonly rule: RuleData
  readonly runs: Cell
}

/** The findings in order of harm, then by the share of runs that violated the property. */
export function rankedFindings(search: SearchData): RankedFinding[] {
  const rows = new Map(scorecardOf(search).flatMap((group) => group.rows.map((row) => [row.rule.id, row] as const)))
  return search.findings
    .flatMap((finding) => {
      const row = rows.get(finding.rule)
      return row === undefined ? [] : [{ finding, rule: row.rule, runs: row.all }]
    })
    .toSorted((a, b) => harms.indexOf(a.rule.harm) - harms.indexOf(b.rule.harm) || shareOf(b.runs) - shareOf(a.runs))
}

function shareOf({ held, violated }: Cell): number {
  return violated / Math.max(1, held + violated)
}

/** How many runs exercised a property: the denominator of its share. */
export function exercisedIn({ held, violated }: Cell): number {
  return held + violated
}
