import { beforeAll, expect } from 'vitest'
import type { Page } from 'playwright'
import { bundlePage, pages } from '../../scripts/bundle-page.ts'
import type { PageParts } from '../../src/report/files/page-html.ts'
import type { BrownoutServer } from '../../src/server/index.ts'
import { pageOfServer } from '../../src/server/server-page.ts'
import { newPage, type OpenOptions } from './opened-page.ts'

let parts: PageParts
beforeAll(async () => void (parts = await bundlePage(pages.find(({ name }) => name === 'control')!)), 60_000)

/** The page of a server, as a browser gets it. Each request to others, output or error fails the test when the page is closed. */
export async function openedServer({ url }: BrownoutServer, options: OpenOptions = {}) {
  const { page, troubles, close } = await newPage(options, (asked) => asked.startsWith(url))
  // The server reads the page from the built package, which can be older than this code.
  await page.route(`${url}/`, (route) => route.fulfill({ contentType: 'text/html', body: pageOfServer(parts) }))
  await page.goto(`${url}/`)
  await page.locator('main h1').waitFor()
  return { page, troubles, close }
}

/** What a table or a list of the page shows, each row as text. */
export function rowsOf(page: Page, rows: string): Promise<string[]> {
  return page.locator(rows).allInnerTexts()
}

/** Polls until the heading begins with a text. */
export async function untilHeading(page: Page, heading: string): Promise<void> {
  await expect.poll(() => page.locator('h1').innerText()).toContain(heading)
}
