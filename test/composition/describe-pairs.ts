import { describe, it } from 'vitest'
import type { FaultDefinition } from '../../src/index.ts'
import { expectPairToCompose, type Places } from './compose.ts'
import { catalogue, type Pair } from './pairs.ts'

/** Tries pairs of faults, one before the even dialects, the next before the odd ones: a test for each fault that is first in a pair. */
export function describePairs(pairs: readonly Pair[]): void {
  const firsts = catalogue.filter((fault) => pairs.some(([first]) => first === fault))
  describe('faults compose, before every dialect', () => {
    // Long enough for a machine that does much else besides: under virtual time, what hangs is found at once.
    it.for(firsts)('$name, with others', { timeout: 180_000 }, async (fault) => {
      for (const [first, second] of pairs.filter(([one]) => one === fault))
        await expectPairToCompose(first, second, placesFor(first, second))
    })
  })
}

/** Two pairs with the even dialects, the next two with the odd ones, so that each fault meets every dialect in one pair or another. */
function placesFor(first: FaultDefinition, second: FaultDefinition): Places {
  return Math.floor((catalogue.indexOf(first) + catalogue.indexOf(second)) / 2) % 2 === 0 ? 'even' : 'odd'
}
