import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium, type Page } from 'playwright'
import { demoData } from '../src/cli/demo-page.ts'
import { pageHtml } from '../src/report/files/page-html.ts'
import { readReport } from '../src/report/files/report-file.ts'
import { reportHtml } from '../src/report/files/report-html.ts'
import { bundlePage, pages } from './bundle-page.ts'

// Takes the pictures of the readme: the report about the naive example, and the demo, each in light and in dark colors.

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'brownout-pictures-'))
const takenAt = '2026-11-26T10:00:00.000Z'

function partsOf(name: string): ReturnType<typeof bundlePage> {
  return bundlePage(pages.find((page) => page.name === name)!)
}

/** The report of the naive example, with fixed times, so that it is reproducible. */
async function report(): Promise<string> {
  const command = [join(root, 'src/cli/main.ts'), 'explore', join(root, 'test/explore/apps/naive.ts')]
  const { stderr } = spawnSync(process.execPath, command, { cwd: folder, encoding: 'utf8' })
  if (stderr !== '') throw new Error(stderr)
  const made = readReport(join(folder, '.brownout/report.json'))
  const [search] = made.searches
  const shown = { ...search!, title: 'ask() of ./src/ask.ts', file: './src/ask.ts', took: 9_000, endedAt: takenAt }
  return reportHtml({ ...made, madeAt: takenAt, searches: [shown] }, await partsOf('report'))
}

async function demo(): Promise<string> {
  const data = await demoData({ seed: 'tuesday', recipe: 'one-bad-hour' }, [])
  return pageHtml({ title: 'brownout demo', data, withoutScript: '' }, await partsOf('demo'))
}

interface Shot {
  readonly name: string
  readonly html: string
  readonly hash: string
  /** In px. A picture must be smaller than 150 kB. */
  readonly viewport: { readonly width: number; readonly height: number }
  /** Prepares the page for its picture. */
  ready(page: Page): Promise<void>
}

const shots: readonly Shot[] = [
  {
    name: 'report',
    html: await report(),
    hash: '',
    viewport: { width: 1_080, height: 640 },
    ready: (page) => page.locator('main h1').waitFor(),
  },
  {
    name: 'demo',
    html: await demo(),
    hash: '#customer=3',
    viewport: { width: 1_280, height: 560 },
    ready: (page) => page.locator('.app').nth(1).waitFor(),
  },
]

const browser = await chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox'] })
try {
  for (const { name, html, hash, viewport, ready } of shots) {
    const path = join(folder, `${name}.html`)
    writeFileSync(path, html)
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await browser.newPage({ viewport, colorScheme, reducedMotion: 'reduce' })
      await page.goto(`file://${path}${hash}`)
      await ready(page)
      await page.screenshot({ path: join(root, 'docs/pictures', `${name}-${colorScheme}.png`) })
      await page.close()
    }
  }
} finally {
  await browser.close()
  rmSync(folder, { recursive: true })
}
