import { beforeAll } from 'vitest'
import { bundlePage, pages } from '../../scripts/bundle-page.ts'
import { demoData } from '../../src/cli/demo-page.ts'
import type { DemoData } from '../../src/demo/data/demo-data.ts'
import { pageHtml, type PageParts } from '../../src/report/files/page-html.ts'
import { openedHtml, type OpenOptions } from './opened-page.ts'

let parts: PageParts
let data: DemoData

beforeAll(async () => {
  parts = await bundlePage(pages.find(({ name }) => name === 'demo')!)
  data = await demoData({ seed: 'tuesday', recipe: 'one-bad-hour' }, ['gpt4-march-to-june'])
}, 60_000)

/** The demo, opened from disk. */
export function openedDemo(options: OpenOptions = {}, change: (data: DemoData) => DemoData = (same) => same) {
  return openedHtml(pageHtml({ title: 'Demo', data: change(data), withoutScript: '' }, parts), options)
}

/** How large the page is without its data, in bytes. */
export function pageSize(): number {
  return parts.script.length + parts.style.length
}
