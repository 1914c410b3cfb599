import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright'
import { afterAll, beforeAll, expect } from 'vitest'

let browser: Browser
const folder = mkdtempSync(join(tmpdir(), 'brownout-'))
let written = 0

beforeAll(async () => {
  const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
}, 60_000)
afterAll(() => browser.close())

export type OpenOptions = BrowserContextOptions & { readonly hash?: string }

/**
 * An empty page. Each request to others, output or error fails the test when the page is closed.
 * @param isOwn whether it can request a URL
 */
export async function newPage(options: BrowserContextOptions, isOwn: (url: string) => boolean) {
  const context = await browser.newContext({ viewport: { width: 1_280, height: 900 }, ...options })
  const page = await context.newPage()
  const troubles: string[] = []
  page.on('pageerror', (error) => void troubles.push(error.message))
  page.on('console', (message) => void troubles.push(message.text()))
  page.on('request', (request) => {
    if (!isOwn(request.url())) troubles.push(request.url())
  })
  return {
    page,
    troubles,
    close: async () => {
      await context.close()
      expect(troubles).toEqual([])
    },
  }
}

/** A page, opened from disk, which requests nothing. */
export async function openedHtml(html: string, options: OpenOptions = {}) {
  const path = join(folder, `page-${written++}.html`)
  writeFileSync(path, html)
  const { page, close } = await newPage(options, (url) => /^(file|blob):/.test(url))
  await page.goto(`file://${path}${options.hash ?? ''}`)
  await page.locator('main h1').waitFor()
  return { page, close }
}

/** What axe finds in the page as it is. */
export async function problemsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary ?? ''}`))
}

/** How far the page is wider than the window, in px. */
export function overflowOf(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
}
