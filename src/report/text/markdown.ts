import { changesIn } from '../data/comparison.ts'
import { exercisedIn, rankedFindings, type RankedFinding } from '../data/findings-order.ts'
import { headlineOf } from '../data/headline.ts'
import type { ReportData } from '../data/report-data.ts'
import { formulaOf, scoreOf } from '../data/score.ts'
import { untriedIn } from '../data/scope.ts'
import type { SearchData } from '../data/search-data.ts'
import { oneLine, sentence } from '../data/words.ts'

/** A report as Markdown, for a pull request or a job summary. */
export function reportAsMarkdown({ searches, former }: ReportData): string {
  const parts = searches.map((search) => searchAsMarkdown(search, changesIn(search, former)))
  return `${['# brownout', ...parts].join('\n\n')}\n`
}

function searchAsMarkdown(search: SearchData, changes: ReturnType<typeof changesIn>): string {
  const { verdict, worst } = headlineOf(search)
  const score = scoreOf(search)
  const findings = rankedFindings(search)
  const since =
    changes &&
    `Since the last run: ${changes.appeared.length} new, ${changes.remaining.length} still there, ${changes.mended.length} fixed.`
  return [
    `## ${findings.length === 0 ? '✅' : '❌'} ${escaped(search.title)} ${verdict}`,
    escaped(worst),
    `**Score ${score.points ?? '–'} of 100** (${formulaOf(score)}; ${score.untested} pairs never tested)`,
    ...(since === undefined ? [] : [since]),
    ...(findings.length === 0 ? [] : [tableOf(findings, changes)]),
    [
      '<details><summary>What was not tried</summary>',
      '',
      ...untriedIn(search).map(({ what, text }) => `- ${what}${/^[,:]/.test(text) ? '' : ' '}${text}`),
      '',
      '</details>',
    ].join('\n'),
  ].join('\n\n')
}

function tableOf(findings: readonly RankedFinding[], changes: ReturnType<typeof changesIn>): string {
  const rows = findings.map(({ finding, rule, runs }, index) =>
    [
      String(index + 1),
      `**${escaped(rule.titles.violated)}**<br>${escaped(oneLine(sentence(finding.how), 200))}`,
      finding.plan.length === 0 ? 'none' : finding.plan.map(({ text }) => code(text)).join('<br>'),
      `${runs.violated} of ${exercisedIn(runs)}${changes?.appeared.includes(finding.rule) ? ' **new**' : ''}`,
      finding.replay.map(code).join('<br>'),
    ].join(' | '),
  )
  return [
    '| | Violated property | Minimal plan | Runs | Run it again |',
    '| --- | --- | --- | --- | --- |',
    ...rows.map((row) => `| ${row} |`),
  ].join('\n')
}

/** Escapes text for Markdown and HTML. Prompts can contain anything. */
function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[\\`*_{}[\]()#+!|~@-]/g, String.raw`\$&`)
    .replaceAll(/\s*\n\s*/g, ' ')
}

/** Code in a table cell, with any content. */
function code(text: string): string {
  return `<code>${oneLine(text, 400).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('|', '&#124;')}</code>`
}
