import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { retryStorm } from '../faults/index.ts'

/**
 * Retries make an outage longer.
 * @example
 * chaos.play(retriesProlongAnOutage({ speed: 10 }))
 */
export const retriesProlongAnOutage: RecipeFactory = defineRecipe({
  name: 'retries-prolong-an-outage',
  summary: 'retries make an outage longer',
  story:
    'OpenAI put a part of an outage, most likely of 2025-01-23, down to those who tried again. ' +
    'A database had failed, and what served the pages crashed again and again under the retries that had gathered. ' +
    'Each retry makes such an outage last, and those who wait end it for all.',
  sources: ['https://status.openai.com/incidents/01JMYB40J9DVR9D13RJN1W5SWV/write-up'],
  sourced: ['that retries of users kept services down'],
  assumed: ['the date, which is inferred', '30 s without a retry, and 5 s more for each', 'an overload of the API in place of web servers'],
  breaks: ['backs-off', 'retries-at-most', 'retry-budget', 'settles-within'],
  phases: [{ from: 0, to: '1h', what: 'retries keep it down', injections: [retryStorm().for({ provider: 'openai' })] }],
})
