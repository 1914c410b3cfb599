import { z } from 'zod'
import { changingJson, defineFault, withResults, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({})

/**
 * A search returns its results in random order instead of by relevance.
 * Reported in: a vector search whose order an API lost, so the first result was no longer the best.
 * @example
 * chaos.inject(reorderedResults().chance(0.5))
 */
export const reorderedResults: FaultFactory<typeof parameters> = defineFault({
  name: 'reordered-results',
  summary: 'a search returns its results in another order',
  family: 'Tool results',
  needs: ['json-result'],
  shows: 'wrong-content',
  persistence: 'transient',
  frequency: 'occasional',
  sources: ['https://github.com/lfnovo/open-notebook/issues/1301', 'https://github.com/spiceai/spiceai/pull/3620'],
  breaks: ['guardrail-catches'],
  parameters,
  answer: changingJson((value, { call, random }) =>
    withResults(value, call, (places) => {
      const drawn = places.map((place) => ({ place, draw: random.next() })).toSorted((one, other) => one.draw - other.draw)
      const shuffled = drawn.map(({ place }) => place)
      return shuffled.every((place, index) => place === index) ? shuffled.toReversed() : shuffled
    }),
  ),
})
