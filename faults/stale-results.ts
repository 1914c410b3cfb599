import { z } from 'zod'
import { RecentMap, changingJson, defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({})

/**
 * A request gets the previous answer to the same request, although the data has changed.
 * Reported in: an index that returned nothing for seconds after records had been written, since it is eventually consistent.
 * @example
 * chaos.inject(staleResults().for({ endpoint: 'query' }))
 */
export const staleResults: FaultFactory<typeof parameters> = defineFault({
  name: 'stale-results',
  summary: 'a response is as old as the first one',
  family: 'Tool results',
  needs: ['json-result', 'earlier-calls'],
  shows: 'wrong-content',
  persistence: 'transient',
  frequency: 'common',
  sources: [
    'https://github.com/pinecone-io/pinecone-ts-client/issues/226',
    'https://docs.pinecone.io/guides/index-data/check-data-freshness',
  ],
  breaks: ['guardrail-catches'],
  parameters,
  state: (): Map<string, unknown> => new RecentMap(),
  answer: changingJson((value, { call: { key }, state }) => {
    if (!state.has(key)) state.set(key, value)
    return state.get(key)
  }),
})
