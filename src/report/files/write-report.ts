import { existsSync, mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, extname } from 'node:path'
import { BrownoutError } from '../../engine/base/errors.ts'
import { formerFor } from '../data/comparison.ts'
import { reportVersion, type FormerSearch, type ReportData } from '../data/report-data.ts'
import type { SearchData } from '../data/search-data.ts'
import { reportAsJunit } from '../text/junit.ts'
import { reportAsMarkdown } from '../text/markdown.ts'
import { pageParts } from './page-parts.ts'
import { makePrivate, writePrivate } from './private-file.ts'
import { readReport } from './report-file.ts'
import { reportHtml } from './report-html.ts'

/** The default output directory. */
const usualFolder = '.brownout'

const { version } = createRequire(import.meta.url)('brownout/package.json') as { version: string }

/** Options of a report. */
export interface ReportOptions {
  /** The path of the HTML file. The others are next to it and have the same name. Default: `.brownout/report.html` */
  readonly output?: string
  /** The JSON of the report to compare with. Default: the one next to the output, if any */
  readonly since?: string
  /** Default: now */
  readonly madeAt?: Date
}

/** A report and its path. */
export interface WrittenReport {
  readonly report: ReportData
  readonly html: string
  /** The paths of all files. */
  readonly files: readonly string[]
}

/**
 * Writes a report as HTML, JSON, JUnit XML and Markdown. Only their owner can read them: they contain prompts and answers.
 * @throws BrownoutError if the former report cannot be read, or a file cannot be written
 */
export function writeReport(searches: readonly SearchData[], options: ReportOptions = {}): WrittenReport {
  const { output: html = '.brownout/report.html', madeAt = new Date() } = options
  if (extname(html) !== '.html') throw new BrownoutError(`Cannot write the report to "${html}": expected a name that ends with .html.`)
  const beside = (extension: string): string => `${html.slice(0, -'.html'.length)}.${extension}`
  const former = formerOf(searches, options.since, beside('json'))
  const report: ReportData = {
    format: 'brownout-report',
    version: reportVersion,
    brownout: version,
    madeAt: madeAt.toISOString(),
    searches,
    ...(former === undefined ? {} : { former }),
  }
  const files = {
    [html]: reportHtml(report, pageParts('report')),
    [beside('json')]: `${JSON.stringify(report)}\n`,
    [beside('xml')]: reportAsJunit(report),
    [beside('md')]: reportAsMarkdown(report),
  }
  for (const [path, text] of Object.entries(files)) write(path, text)
  return { report, html, files: Object.keys(files) }
}

function formerOf(searches: readonly SearchData[], since: string | undefined, usual: string): readonly FormerSearch[] | undefined {
  if (since !== undefined) return formerFor(readReport(since), searches)
  return existsSync(usual) ? formerFor(readReport(usual), searches) : undefined
}

function write(path: string, text: string): void {
  try {
    // The user's own directory keeps its permissions.
    if (path.startsWith(usualFolder)) makePrivate(usualFolder)
    else mkdirSync(dirname(path), { recursive: true })
    writePrivate(path, text)
  } catch (error) {
    throw new BrownoutError(`Cannot write "${path}": ${(error as Error).message}.`, { cause: error })
  }
}
