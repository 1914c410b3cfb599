import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium, type Page } from 'playwright'
import { sampleDemo, sampleReport } from './sample-pages.ts'

// Takes the pictures of the readme: the report about the naive example, and the demo, each in light and in dark colors.

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'brownout-pictures-'))

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
    html: await sampleReport(),
    hash: '',
    viewport: { width: 1_080, height: 640 },
    ready: (page) => page.locator('main h1').waitFor(),
  },
  {
    name: 'demo',
    html: await sampleDemo(),
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
