import { exceptionFor, type Suite } from '../conformance/suite.ts'
import { table } from '../markdown.ts'
import { versionOf } from './dialect-table.ts'

async function rowOf(suite: Suite): Promise<string[]> {
  const { name, package: from, source, leftOut, remarks = [] } = suite
  const results = await suite.run()
  const failed = results.filter(({ failure }) => failure !== undefined)
  const unexpected = failed.find((result) => exceptionFor(suite, result.name) === undefined)
  if (unexpected !== undefined) throw new Error(`${name}: ${unexpected.name}: ${unexpected.failure}`)
  const counts = Map.groupBy(failed, (result) => exceptionFor(suite, result.name)!.reason)
  return [
    `[${name}](${source})`,
    from === undefined ? '' : `\`${from}\` ${versionOf(from)}`,
    `${results.length - failed.length} of ${results.length + (leftOut?.count ?? 0)}`,
    [
      ...[...counts].map(([reason, cases]) => `${cases.length}: ${reason}`),
      ...(leftOut === undefined ? [] : [`${leftOut.count} not run: ${leftOut.reason}`]),
      ...remarks,
    ].join('. '),
  ]
}

/** How many cases of each published suite pass, and why the others do not. */
export async function conformanceTable(suites: readonly Suite[]): Promise<string> {
  const rows: string[][] = []
  for (const suite of suites) rows.push(await rowOf(suite))
  return table(['suite', 'by', 'passed', 'the others, and what is not compared'], rows)
}
