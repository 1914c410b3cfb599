import { describe, expect, it } from 'vitest'
import { chanceOfAtMost } from '../../../src/property/guard/chance.ts'

describe('the chance of at most a number of hits', () => {
  it.for([
    [0, 4, 0.9, 1e-4],
    [1, 2, 0.5, 0.75],
    [10, 10, 0.3, 1],
    [0, 3, 1, 0],
    [2, 3, 1, 0],
    [0, 0, 0.9, 1],
  ] as const)('is right for %i of %i at %f', ([hits, of, probability, chance]) => {
    expect(chanceOfAtMost(hits, of, probability)).toBeCloseTo(chance, 10)
  })
})
