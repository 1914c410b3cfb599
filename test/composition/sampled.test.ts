import { describe, expect, it } from 'vitest'
import { stages } from '../../src/engine/model/fault.ts'
import { describePairs } from './describe-pairs.ts'
import { allPairs, catalogue, sampledPairs, stageOf } from './pairs.ts'
import { describeTriples } from './triples.ts'

describe('the sample of all pairs', () => {
  it('has every fault first in at least one pair, and second in one', () => {
    for (const place of [0, 1])
      expect(catalogue.filter((fault) => sampledPairs.filter((pair) => pair[place] === fault).length < 1)).toEqual([])
  })

  it('has every two stages, in both orders', () => {
    const found = new Set(sampledPairs.map((pair) => pair.map(stageOf).join(' ')))
    expect(found).toEqual(new Set(stages.flatMap((one) => stages.map((other) => `${one} ${other}`))))
  })

  it('is a small part of them', () => {
    expect(sampledPairs.length).toBeLessThan(allPairs.length / 30)
  })
})

describePairs(sampledPairs)
describeTriples(5)
