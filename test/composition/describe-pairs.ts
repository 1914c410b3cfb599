import { describe, it } from 'vitest'
import { expectToCompose, type Places } from './compose.ts'
import { catalogue, type Pair } from './pairs.ts'

/**
 * Tries pairs of faults with half of the dialects each, by turns on streams and in the opposite order on complete responses: a test
 * for each fault that is first in a pair.
 */
export function describePairs(pairs: readonly Pair[]): void {
  const firsts = catalogue.filter((fault) => pairs.some(([first]) => first === fault))
  describe('faults compose, before every dialect', () => {
    // Long enough for a machine that does much else besides: under virtual time, what hangs is found at once.
    it.for(firsts)('$name, with others', { timeout: 180_000 }, async (fault) => {
      for (const [first, second] of pairs.filter(([one]) => one === fault)) {
        const turn = catalogue.indexOf(first) + catalogue.indexOf(second)
        const stream = turn % 2 === 0
        await expectToCompose(stream ? [first, second] : [second, first], stream, placesAt(turn))
      }
    })
  })
}

/** Two pairs with the even dialects, the next two with the odd ones, so that each fault meets every dialect in one pair or another. */
function placesAt(turn: number): Places {
  return Math.floor(turn / 2) % 2 === 0 ? 'even' : 'odd'
}
