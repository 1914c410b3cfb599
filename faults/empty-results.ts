import { z } from 'zod'
import { changingJson, defineFault, withResults, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({})

/**
 * A search reports success without results, although there are matches.
 * Reported in: vector stores that answer a failed search with an empty list, which an app cannot distinguish from no match.
 * @example
 * chaos.inject(emptyResults().for({ endpoint: 'query' }))
 */
export const emptyResults: FaultFactory<typeof parameters> = defineFault({
  name: 'empty-results',
  summary: 'a search finds nothing',
  family: 'Tool results',
  needs: ['json-result'],
  shows: 'empty',
  persistence: 'transient',
  frequency: 'common',
  sources: ['https://github.com/ogx-ai/ogx/issues/6092', 'https://github.com/HKUDS/LightRAG/pull/3496'],
  breaks: ['degrades-visibly'],
  parameters,
  answer: changingJson((value, { call }) => withResults(value, call, () => [])),
})
