import { styleText } from 'node:util'
import { exercisedIn, rankedFindings, type RankedFinding } from '../report/data/findings-order.ts'
import { headlineOf } from '../report/data/headline.ts'
import { triedIn, untriedIn, type Fact, type Reason } from '../report/data/scope.ts'
import { formulaOf, scoreOf } from '../report/data/score.ts'
import { scorecardOf, type ScorecardRow } from '../report/data/scorecard.ts'
import type { SearchData } from '../report/data/search-data.ts'
import { counted, oneLine } from '../report/data/words.ts'

const widest = 110
const mostReasons = 4

/** Formats a search for a terminal: the verdict, the scope, each exercised rule, and the findings. */
export function scorecardText(search: SearchData): string {
  const { verdict, worst, asked } = headlineOf(search)
  const score = scoreOf(search)
  return [
    styleText('bold', `${search.title} ${verdict}`),
    worst,
    asked,
    '',
    ...(score.points === undefined ? [] : [`score      ${styleText('bold', String(score.points))} of 100: ${formulaOf(score)}`]),
    ...factLines('tried', triedIn(search)),
    ...factLines('not tried', untriedIn(search)),
    '',
    ...ruleLines(search),
    ...rankedFindings(search).flatMap((ranked, index) => ['', ...findingLines(ranked, index + 1)]),
  ].join('\n')
}

function factLines(title: string, facts: readonly Fact[]): string[] {
  return facts.flatMap(({ what, text, reasons = [] }, index) => [
    `${(index === 0 ? title : '').padEnd(11)}${what}${text.startsWith(',') || text.startsWith(':') ? '' : ' '}${text}`,
    ...reasonLines(reasons),
  ])
}

/** The reasons shared by several names, the most frequent first. */
function reasonLines(reasons: readonly Reason[]): string[] {
  return reasons
    .flatMap(({ why, names }) => (why === undefined || names.length === 1 ? [] : [`${' '.repeat(13)}${names.length}: ${why}`]))
    .slice(0, mostReasons)
}

/** One line for each exercised rule, violated ones first. */
function ruleLines(search: SearchData): string[] {
  const rows = scorecardOf(search).flatMap((group) => group.rows)
  const violated = rows.filter(({ all }) => all.violated > 0)
  const held = rows.filter(({ all }) => all.violated === 0 && all.held > 0)
  const width = Math.max(0, ...[...violated, ...held].map((row) => titleOf(row).length))
  return [...violated, ...held].map((row) => {
    const { all } = row
    const mark = all.violated > 0 ? styleText('red', '✕') : styleText('green', '✓')
    const runs =
      all.violated > 0 ? `violated in ${all.violated} of ${counted(exercisedIn(all), 'run')}` : `held in ${counted(all.held, 'run')}`
    return `${mark} ${titleOf(row).padEnd(width)}  ${runs}`
  })
}

function titleOf({ rule, all }: ScorecardRow): string {
  return oneLine(all.violated > 0 ? rule.titles.violated : rule.titles.held, 80)
}

function findingLines({ finding, rule }: RankedFinding, number: number): string[] {
  const [replay, incident] = finding.replay
  return [
    styleText('bold', `Finding ${number}: ${rule.titles.violated}`),
    `  property  ${rule.id}`,
    `  with      ${finding.plan.length === 0 ? 'no fault at all' : finding.plan.map(({ text }) => text).join('\n        and ')}`,
    `  then      ${oneLine(finding.how, 2 * widest)}`,
    `  hint      ${finding.hint}`,
    `  replay    ${incident ?? replay ?? ''}`,
  ]
}
