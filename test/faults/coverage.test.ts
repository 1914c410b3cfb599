import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { catalogue } from '../../faults/catalogue.ts'
import { coveragePage, play, soundnessOf, whyNotShown } from './coverage.ts'
import { dialects } from '../dialects/index.ts'

const ways = dialects.flatMap((dialect) =>
  (dialect.operation === undefined ? [true, false] : [false]).map((stream) => ({
    dialect,
    stream,
    way: `${dialect.name}, ${stream ? 'streamed' : 'whole'}`,
  })),
)

describe.for(ways)('before $way', ({ dialect, stream }) => {
  it.for(catalogue.filter((fault) => whyNotShown(dialect, fault, stream) === undefined))(
    '$name fires, in the same way each time',
    async (fault) => {
      const chaos = await play(dialect, fault, { stream })
      expect(chaos.neverFired).toEqual([])
      expect(soundnessOf(chaos.journal)).toEqual({ bugs: [], unhandled: [], isSound: true })
      expect(JSON.stringify((await play(dialect, fault, { stream })).journal)).toBe(JSON.stringify(chaos.journal))
    },
  )
})

const spared = dialects.flatMap((dialect) => Object.entries(dialect.spares ?? {}).map(([name, reason]) => ({ dialect, name, reason })))

it.for(spared)('$dialect.name has nothing for $name to fire: $reason', async ({ dialect, name }) => {
  const fault = catalogue.find((candidate) => candidate.name === name)!
  for (const stream of [true, false]) {
    const chaos = await play(dialect, fault, { stream })
    expect(chaos.neverFired).toMatchObject([{ fault: { name } }])
    expect(soundnessOf(chaos.journal)).toEqual({ bugs: [], unhandled: [], isSound: true })
  }
})

it('docs/coverage.md says where the faults fire now (npm run docs)', { timeout: 60_000 }, async () => {
  expect(readFileSync(new URL('../../docs/coverage.md', import.meta.url), 'utf8')).toBe(await coveragePage(dialects))
})
