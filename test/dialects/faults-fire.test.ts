import { describe, it } from 'vitest'
import { dialects } from '../../docs/generate/dialects/index.ts'
import { expectToFire, sampledWays } from './ways.ts'

describe.for(dialects.map((dialect, place) => ({ name: dialect.name, dialect, place })))('before $name', ({ dialect, place }) => {
  it.for(sampledWays(dialect, place))('$fault.name fires (streamed: $stream)', async (way) => {
    await expectToFire(way)
  })
})
