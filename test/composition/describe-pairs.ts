import { describe, it } from 'vitest'
import { expectPairToCompose } from './compose.ts'
import { catalogue, type Pair } from './pairs.ts'

/** Tries pairs of faults with every dialect: a test for each first fault. */
export function describePairs(pairs: readonly Pair[]): void {
  const firsts = catalogue.filter((fault) => pairs.some(([first]) => first === fault))
  describe('faults compose, before every dialect', () => {
    // Long enough for a machine that does much else besides: under virtual time, what hangs is found at once.
    it.for(firsts)('$name, with others', { timeout: 180_000 }, async (fault) => {
      for (const [first, second] of pairs.filter(([one]) => one === fault)) await expectPairToCompose(first, second)
    })
  })
}
