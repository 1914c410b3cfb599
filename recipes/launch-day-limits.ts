import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { rateLimited } from '../faults/index.ts'

/**
 * Launch traffic hits the account's rate limit.
 * @example
 * chaos.play(launchDayLimits({ speed: 10 }))
 */
export const launchDayLimits: RecipeFactory = defineRecipe({
  name: 'launch-day-limits',
  summary: 'launch traffic reaches the rate limit of the account',
  story:
    'No provider had this day; every new app can. ' +
    'Its traffic grows faster than its account allows, and Anthropic also refuses a steep rise. ' +
    'An app that waits for the time in Retry-After gets through.',
  sources: ['https://docs.claude.com/en/api/errors'],
  sourced: ['429s for a steep rise of traffic, as Anthropic documents'],
  assumed: ['60 requests a minute, with a correct Retry-After'],
  invented: ['the day', 'OpenAI as the provider'],
  breaks: ['honors-retry-after', 'backs-off', 'settles-within'],
  phases: [
    { from: 0, to: '4h', what: 'the limit is reached', injections: [rateLimited({ requestsPerMinute: 60 }).for({ provider: 'openai' })] },
  ],
})
