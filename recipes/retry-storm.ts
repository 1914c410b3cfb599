import { retryStorm as retryStormFault } from '../faults/index.ts'
import { defineRecipe, type RecipeFactory } from '../src/engine/recipe.ts'

/**
 * Retries make an outage longer.
 * @example
 * chaos.play(retryStorm({ speed: 10 }))
 */
export const retryStorm: RecipeFactory = defineRecipe({
  name: 'retry-storm',
  summary: 'retries make an outage longer',
  story:
    'On 2025-01-23 OpenAI put a part of an outage down to those who tried again. ' +
    'Services that came up again were met by all who had tried in the meantime, and fell again. ' +
    'Each retry makes such an outage last, and those who wait end it for all.',
  sources: ['https://status.openai.com/incidents/01JMYB40J9DVR9D13RJN1W5SWV/write-up'],
  sourced: ['that retries kept services down'],
  assumed: ['5 s for each retry'],
  breaks: ['backs-off', 'retries-at-most', 'settles-within'],
  phases: [{ from: 0, to: '1h', what: 'retries keep it down', injections: [retryStormFault().for({ provider: 'openai' })] }],
})
