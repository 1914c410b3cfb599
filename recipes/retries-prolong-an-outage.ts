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
    'OpenAI believed that retries made one of its outages longer; its write-up has no date. ' +
    'A database had failed, and web servers crashed again and again under the retries. ' +
    'A repaired health check ended it.',
  sources: ['https://status.openai.com/incidents/01JMYB40J9DVR9D13RJN1W5SWV/write-up'],
  sourced: ['that retries of users were believed to keep services down', 'that a repaired health check ended it'],
  assumed: ['30 s without a retry, and 5 s more for each'],
  invented: ['an overloaded API instead of web servers', 'that waiting ends it'],
  breaks: ['backs-off', 'retries-at-most', 'retry-budget', 'settles-within'],
  phases: [{ from: 0, to: '1h', what: 'retries keep it down', injections: [retryStorm().for({ provider: 'openai' })] }],
})
