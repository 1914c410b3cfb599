import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { dialects } from './index.ts'
import { providersPage } from './page.ts'
import { versionOf } from './table.ts'

describe('docs/providers.md', () => {
  it('says what is emulated now, and what each client gets of it (npm run docs)', { timeout: 180_000 }, async () => {
    expect(readFileSync(new URL('../../docs/providers.md', import.meta.url), 'utf8')).toBe(await providersPage(dialects))
  })

  it('names no client whose version it cannot know', () => {
    for (const { client } of dialects) expect(versionOf(client)).toMatch(/^\d+\.\d+\.\d+/)
  })

  it('has every endpoint described by its provider', async () => {
    const endpoints = (await Promise.all(dialects.map(({ provider }) => provider().endpoints()))).flat()
    const bare = endpoints.filter(({ documentation }) => documentation === undefined)
    expect(bare.map(({ name }) => name)).toEqual([])
  })
})
