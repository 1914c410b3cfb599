import fc from 'fast-check'
import { it } from 'vitest'
import { expectToCompose } from './compose.ts'
import { catalogue } from './pairs.ts'

/** Tries triples of faults, drawn at random. */
export function describeTriples(count: number): void {
  it('any three faults compose, before every dialect', { timeout: 180_000 }, () =>
    fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.constantFrom(...catalogue), { minLength: 3, maxLength: 3 }),
        fc.boolean(),
        fc.constantFrom('even', 'odd'),
        expectToCompose,
      ),
      { numRuns: count },
    ),
  )
}
