import { describe, expect, it } from 'vitest'
import { shardOf } from '../../src/vitest/shard.ts'

describe('the part of a search', () => {
  it('is read from its place and how many there are', () => {
    expect(shardOf('2/4')).toEqual({ index: 2, count: 4 })
  })

  it('is complete by default', () => {
    expect(shardOf('')).toBeUndefined()
  })

  it.for(['5/4', '0/4', '2', 'two/4'])('is refused if it is not part of a set: %s', (text) => {
    expect(() => shardOf(text)).toThrow(`BROWNOUT_SHARD=${text}: expected a shard of all plans, such as 2/4.`)
  })
})
