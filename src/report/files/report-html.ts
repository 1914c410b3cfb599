import type { ReportData } from '../data/report-data.ts'
import { pageHtml, type PageParts } from './page-html.ts'

/** The report as one HTML file. */
export function reportHtml(data: ReportData, parts: PageParts): string {
  const [only] = data.searches
  const title = data.searches.length === 1 && only !== undefined ? `${only.title}: brownout report` : 'brownout report'
  return pageHtml(
    { title, data, withoutScript: 'This report needs JavaScript. The same is in the JSON and the Markdown file next to it.' },
    parts,
  )
}
