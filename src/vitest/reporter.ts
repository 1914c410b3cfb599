import { rmSync } from 'node:fs'
import type { Reporter, TestCase, TestModule, Vitest } from 'vitest/node'
import { formulaOf, scoreOf } from '../report/data/score.ts'
import { counted } from '../report/data/words.ts'
import { readSearch, searchFolder } from '../report/files/search-file.ts'
import { writeReport, type ReportOptions } from '../report/files/write-report.ts'

/**
 * A vitest reporter that writes a report about all searches of a test run: `.brownout/report.html`, and JSON, JUnit and Markdown
 * next to it. Each run is compared with the previous one.
 * @example
 * // In vitest.config.ts:
 * const test = { reporters: ['default', ['brownout/vitest-reporter', { output: 'reports/resilience.html' }]] }
 */
export class BrownoutReporter implements Reporter {
  readonly #options: ReportOptions
  #log: (line: string) => void = () => {}

  constructor(options: ReportOptions = {}) {
    this.#options = options
  }

  onInit(vitest: Vitest): void {
    this.#log = (line) => vitest.logger.log(line)
    rmSync(searchFolder, { recursive: true, force: true })
    vitest.provide('brownoutSearches', searchFolder)
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    const files = modules.flatMap((module) => [...module.children.allTests()].flatMap(searchesOf))
    if (files.length === 0) return
    const { report, html } = writeReport(files.map(readSearch), this.#options)
    const findings = report.searches.reduce((sum, search) => sum + search.findings.length, 0)
    const score = scoreOf(...report.searches)
    this.#log(
      `\n brownout  ${counted(findings, 'finding')} in ${counted(files.length, 'search', 'searches')}, score ${score.points ?? '–'} (${formulaOf(score)})`,
    )
    this.#log(`   report  ${html}\n`)
  }
}

function searchesOf(test: TestCase): string[] {
  return test.meta().brownout?.searches.flatMap(({ file }) => file ?? []) ?? []
}

// oxlint-disable-next-line import/no-default-export -- vitest takes a reporter from a module's default export
export default BrownoutReporter
