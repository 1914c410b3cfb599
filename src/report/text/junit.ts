import type { ReportData } from '../data/report-data.ts'
import { scorecardOf, type ScorecardRow } from '../data/scorecard.ts'
import type { SearchData } from '../data/search-data.ts'

/** A report as JUnit XML: a suite for each search, a case for each property. Properties that were not exercised are skipped. */
export function reportAsJunit({ searches }: ReportData): string {
  return ['<?xml version="1.0" encoding="UTF-8"?>', '<testsuites name="brownout">', ...searches.flatMap(suiteOf), '</testsuites>', ''].join(
    '\n',
  )
}

function suiteOf(search: SearchData): string[] {
  const rows = scorecardOf(search).flatMap((group) => group.rows)
  const skipped = rows.filter((row) => !isFound(row, search) && row.all.held === 0).length
  const counts = `tests="${rows.length}" failures="${rows.filter((row) => isFound(row, search)).length}" skipped="${skipped}"`
  const head = `<testsuite name="${escaped(search.title)}" ${counts} time="${search.took / 1_000}" timestamp="${escaped(search.endedAt)}">`
  return [head, ...rows.map((row) => caseOf(row, search)), '</testsuite>']
}

function isFound({ rule }: ScorecardRow, { findings }: SearchData): boolean {
  return findings.some((finding) => finding.rule === rule.id)
}

function caseOf({ rule, all }: ScorecardRow, search: SearchData): string {
  const finding = search.findings.find((each) => each.rule === rule.id)
  const open = `<testcase name="${escaped(rule.id)}" classname="${escaped(search.title)}"${search.file === undefined ? '' : ` file="${escaped(search.file)}"`}`
  if (finding !== undefined) {
    const lines = [...finding.plan.map(({ text }) => `with ${text}`), `seed ${search.seed}`, ...finding.replay, finding.hint]
    return `${open}><failure message="${escaped(`${rule.titles.violated}: ${finding.how}`)}">${escaped(lines.join('\n'))}</failure></testcase>`
  }
  return all.held > 0 ? `${open}/>` : `${open}><skipped message="${escaped(rule.whyNot ?? 'not exercised')}"/></testcase>`
}

/** Escapes text for XML. Characters that XML does not allow are replaced. */
function escaped(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '\u{fffd}')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;')
}
