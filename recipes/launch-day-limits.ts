import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { rateLimited } from '../faults/index.ts'

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
    'Its traffic grows faster than its account allows, and a steep rise alone can be refused, as Anthropic does since 2025-08-11 by a blog. ' +
    'What waits as it is told gets through.',
  sources: ['aifreeapi.com'],
  sourced: ['that a steep rise of own traffic is answered by 429, at Anthropic and by a blog'],
  assumed: ['the day itself', '60 requests a minute as a fixed limit, with a true retry-after', 'OpenAI as the provider'],
  breaks: ['honors-retry-after', 'backs-off', 'settles-within'],
  phases: [
    { from: 0, to: '4h', what: 'the limit is met', injections: [rateLimited({ requestsPerMinute: 60 }).for({ provider: 'openai' })] },
  ],
})
