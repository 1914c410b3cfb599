import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import type { Page } from '../../docs/generate/pages.ts'

/** Compares the committed pages with what `npm run docs` would write now. */
export function describePages(pages: readonly Page[]): void {
  it.for(pages)('$file is what `npm run docs` writes', { timeout: 180_000 }, async ({ file, write }) => {
    expect(readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')).toBe(await write())
  })
}
