import { beforeAll } from 'vitest'
import { bundlePage, pages } from '../../scripts/bundle-page.ts'
import type { ReportData } from '../../src/report/data/report-data.ts'
import type { PageParts } from '../../src/report/files/page-html.ts'
import { reportHtml } from '../../src/report/files/report-html.ts'
import { openedHtml, type OpenOptions } from './opened-page.ts'

export { overflowOf, problemsOf } from './opened-page.ts'

let parts: PageParts

beforeAll(async () => {
  parts = await bundlePage(pages.find(({ name }) => name === 'report')!)
}, 60_000)

/** The script and the style of the page. */
export function pageParts(): PageParts {
  return parts
}

/** A report, opened from disk. */
export function opened(data: ReportData, options: OpenOptions = {}) {
  return openedHtml(reportHtml(data, parts), options)
}
