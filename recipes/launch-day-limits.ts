import { rateLimited } from '../faults/index.ts'
import { defineRecipe, type RecipeFactory } from '../src/engine/recipe.ts'

/**
 * The traffic of a launch meets the limit of an account.
 * @example
 * chaos.play(launchDayLimits({ speed: 10 }))
 */
export const launchDayLimits: RecipeFactory = defineRecipe({
  name: 'launch-day-limits',
  summary: 'the traffic of a launch meets the limit of an account',
  story:
    'No provider had this day; each new app may. ' +
    'Its traffic grows faster than the limit of its account. ' +
    'What waits as it is told gets through.',
  sources: ['https://platform.openai.com/docs/guides/rate-limits'],
  sourced: ['429 beyond a rate'],
  assumed: ['60 requests a minute'],
  breaks: ['honours-retry-after', 'backs-off', 'settles-within'],
  phases: [
    { from: 0, to: '4h', what: 'the limit is met', injections: [rateLimited({ requestsPerMinute: 60 }).for({ provider: 'openai' })] },
  ],
})
