import { rankedFindings } from '../data/findings-order.ts'
import type { ReportData } from '../data/report-data.ts'
import { sentence } from '../data/words.ts'

/** A report as GitHub annotations: one error for each finding, at the file of its test. */
export function reportAsAnnotations({ searches }: ReportData): string[] {
  return searches.flatMap((search) =>
    rankedFindings(search).map(({ finding, rule }) => {
      const plan = finding.plan.map(({ text }) => `With ${text}`)
      const message = [`${sentence(finding.how)}.`, ...plan, `Replay: ${finding.replay[0] ?? `seed ${search.seed}`}`].join('\n')
      const place = search.file === undefined ? '' : `file=${property(search.file)},`
      return `::error ${place}title=${property(`${rule.titles.violated} (${rule.id})`)}::${data(message)}`
    }),
  )
}

/** Text of a workflow command. https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
