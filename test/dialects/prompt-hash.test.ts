import { describe, expect, it } from 'vitest'
import { dialects } from '../../docs/generate/dialects/index.ts'
import type { Scenario } from '../../docs/generate/dialects/dialect.ts'
import { playScenario } from '../../docs/generate/dialects/play.ts'
import { promptHash } from '../../src/kit.ts'

const scenarios: readonly (readonly [string, Scenario])[] = [
  ['a question', { stream: true }],
  ['a question, not streamed', { stream: false }],
  ['a question for JSON', { stream: false, json: true }],
  ['a question with a tool', { stream: false, tool: 'required' }],
  ['the result of a tool', { stream: false, tool: { result: 'It is in Lyon.' } }],
]

describe('the digest of a question', () => {
  it.each(scenarios)('is the same for every provider: %s', async (_, scenario) => {
    const digests: Record<string, string> = {}
    for (const dialect of dialects) {
      if (dialect.operation !== undefined || dialect.lacks?.(scenario) !== undefined) continue
      const [first] = (await playScenario(dialect, scenario)).journal.calls
      digests[dialect.name] = promptHash(first!.call)
    }
    expect(Object.keys(digests).length).toBeGreaterThan(5)
    const [usual] = Object.values(digests)
    expect(digests).toEqual(Object.fromEntries(Object.keys(digests).map((name) => [name, usual])))
  })
})
