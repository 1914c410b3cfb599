import { describe, it } from 'vitest'
import { dialects } from '../../docs/generate/dialects/index.ts'
import { expectToFire, sampledWays } from './ways.ts'

describe.for(dialects)('before $name', (dialect) => {
  it.for(sampledWays(dialect))('$fault.name fires (streamed: $stream)', async (way) => {
    await expectToFire(way)
  })
})
