import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { demoData } from '../src/cli/demo-page.ts'
import { pageHtml } from '../src/report/files/page-html.ts'
import { readReport } from '../src/report/files/report-file.ts'
import { reportHtml } from '../src/report/files/report-html.ts'
import { bundlePage, pages } from './bundle-page.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const madeAt = '2026-11-26T10:00:00.000Z'

function partsOf(name: string): ReturnType<typeof bundlePage> {
  return bundlePage(pages.find((page) => page.name === name)!)
}

/** The report about the naive example, with fixed times, so that it is reproducible. */
export async function sampleReport(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'brownout-report-'))
  try {
    const command = [join(root, 'src/cli/main.ts'), 'explore', join(root, 'test/explore/apps/naive.ts')]
    const { stderr } = spawnSync(process.execPath, command, { cwd: folder, encoding: 'utf8' })
    if (stderr !== '') throw new Error(stderr)
    const made = readReport(join(folder, '.brownout/report.json'))
    const [search] = made.searches
    const shown = { ...search!, title: 'ask() of ./src/ask.ts', file: './src/ask.ts', took: 9_000, endedAt: madeAt }
    return reportHtml({ ...made, madeAt, searches: [shown] }, await partsOf('report'))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** The demo: a naive and a hardened app during the same outage. */
export async function sampleDemo(): Promise<string> {
  const data = await demoData({ seed: 'tuesday', recipe: 'one-bad-hour' }, [])
  return pageHtml({ title: 'brownout demo', data, withoutScript: '' }, await partsOf('demo'))
}
