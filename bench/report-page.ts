import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright'
import { bundlePage, pages } from '../scripts/bundle-page.ts'
import { reportHtml } from '../src/report/files/report-html.ts'
import { finding, refused, report as reportOf, search, story } from '../test/report/sample.ts'
import { atMost, beside, heading, report } from './report.ts'
import { median } from './median.ts'

/** Calls of one finding, no two neighbors alike, so that none of them is folded. */
const calls = Array.from({ length: 10_000 }, (_, index) => refused(index * 100, { status: index % 2 === 0 ? 429 : 503 }))

/** Measures how long a report takes until it can be read in Chromium, and until a finding with 10,000 calls is drawn. */
export async function benchReportPage(): Promise<void> {
  heading('A report about a finding with 10,000 calls, in Chromium')
  const parts = await bundlePage(pages.find(({ name }) => name === 'report')!)
  const folder = mkdtempSync(join(tmpdir(), 'brownout-bench-'))
  const path = join(folder, 'report.html')
  writeFileSync(path, reportHtml(reportOf([search({ findings: [finding('whole-answers', { stories: [story({ calls })] })] })]), parts))
  const browser = await chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox'] })
  const times: number[] = []
  for (let round = 0; round < 5; round++) {
    const page = await browser.newPage()
    const start = performance.now()
    await page.goto(`file://${path}#search-1-finding-1`)
    await page.locator('.gutter button').nth(199).waitFor()
    times.push(performance.now() - start)
    await page.close()
  }
  await browser.close()
  rmSync(folder, { recursive: true })
  const seconds = median(times) / 1_000
  report('opened, the finding drawn', `${seconds.toFixed(2)} s`, beside(seconds, atMost(2)))
}
