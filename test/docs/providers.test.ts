import { describe, expect, it } from 'vitest'
import { dialects } from '../../docs/generate/dialects/index.ts'
import { versionOf } from '../../docs/generate/pages/dialect-table.ts'

describe('the page on providers', () => {
  it('names no client whose version it cannot know', () => {
    for (const { client } of dialects) expect(versionOf(client)).toMatch(/^\d+\.\d+\.\d+/)
  })

  it('has every endpoint described by its provider', async () => {
    const endpoints = (await Promise.all(dialects.map(({ provider }) => provider().endpoints()))).flat()
    const bare = endpoints.filter(({ documentation }) => documentation === undefined)
    expect(bare.map(({ name }) => name)).toEqual([])
  })
})
