import { rankedFindings } from '../data/findings-order.ts'
import type { ReportData } from '../data/report-data.ts'
import { sentence } from '../data/words.ts'

/** A report as GitHub annotations: one error for each finding, at the file of its test. */
export function reportAsAnnotations({ searches }: ReportData): string[] {
  return searches.flatMap((search) =>
    rankedFindings(search).map(({ finding, rule }) => {
      const message = findingInLines({ ...finding, plan: finding.plan.map(({ text }) => text) }).join('\n')
      const place = search.file === undefined ? '' : `file=${property(search.file)},`
      return `::error ${place}title=${property(`${rule.titles.violated} (${rule.id})`)}::${data(message)}`
    }),
  )
}

/** A finding in lines: the violation, the faults, and how to reproduce it. */
export function findingInLines({
  how,
  plan,
  replay,
}: {
  readonly how: string
  readonly plan: readonly string[]
  readonly replay: readonly string[]
}): string[] {
  return [`${sentence(how)}.`, ...plan.map((fault) => `With ${fault}`), ...replay.slice(0, 1).map((line) => `Replay: ${line}`)]
}

/** Text of a workflow command. https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
