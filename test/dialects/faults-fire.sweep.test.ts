import { describe, expect, it } from 'vitest'
import type { Dialect } from '../../docs/generate/dialects/dialect.ts'
import { dialects } from '../../docs/generate/dialects/index.ts'
import { playFault } from '../../docs/generate/dialects/play.ts'
import { catalogue } from '../../faults/catalogue.ts'
import { noTrouble, troubleIn } from './trouble.ts'
import { allWays, expectToFire } from './ways.ts'

describe.for(dialects)('before $name', (dialect) => {
  it.for(allWays(dialect))('$fault.name fires, in the same way each time (streamed: $stream)', async (way) => {
    const { journal } = await expectToFire(way)
    expect(JSON.stringify((await expectToFire(way)).journal)).toBe(JSON.stringify(journal))
  })

  it.for(Object.entries(dialect.spares ?? {}))('%s has nothing to fire: %s', async ([name]) => {
    for (const stream of [true, false]) await expectNotToFire(dialect, name, stream)
  })

  it.for(Object.entries(dialect.sparesStreamed ?? {}))('%s has nothing to fire on a stream: %s', async ([name]) => {
    await expectNotToFire(dialect, name, true)
  })
})

async function expectNotToFire(dialect: Dialect, name: string, stream: boolean): Promise<void> {
  const fault = catalogue.find((candidate) => candidate.name === name)!
  const chaos = await playFault(dialect, fault, { stream })
  expect(chaos.neverFired).toMatchObject([{ fault: { name } }])
  expect(troubleIn(chaos.journal)).toEqual(noTrouble)
}
