import { z } from 'zod'
import { changingJson, defineFault, withResults, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({})

/**
 * A search returns some results twice and others not at all: the list keeps its length.
 * Reported in: hybrid searches that merge two rankings, and filled a model's context with copies of one text.
 * @example
 * chaos.inject(duplicatedResults())
 */
export const duplicatedResults: FaultFactory<typeof parameters> = defineFault({
  name: 'duplicated-results',
  summary: 'a search returns results twice',
  family: 'Tool results',
  needs: ['json-result'],
  shows: 'wrong-content',
  persistence: 'transient',
  frequency: 'common',
  sources: ['https://github.com/nexi-lab/nexus/issues/3900', 'https://github.com/open-webui/open-webui/issues/21379'],
  breaks: ['guardrail-catches'],
  parameters,
  answer: changingJson((value, { call }) =>
    withResults(value, call, (places) => places.flatMap((place) => [place, place]).slice(0, Math.max(2, places.length))),
  ),
})
