import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { rateLimited } from '../faults/index.ts'

/**
 * All jobs start at once and hit the rate limit.
 * @example
 * chaos.play(rateLimitMonday({ speed: 10 }))
 */
export const rateLimitMonday: RecipeFactory = defineRecipe({
  name: 'rate-limit-monday',
  summary: 'all jobs start at once and reach the rate limit',
  story:
    'No provider had this day; every account can. ' +
    'On Monday all jobs start at nine, at the same time. ' +
    'Error responses have a Retry-After, and clients that do not wait get more of them.',
  sources: ['https://platform.openai.com/docs/guides/rate-limits'],
  sourced: ['that an OpenAI 429 has a Retry-After header'],
  assumed: ['waits of 20 s, then of 5 s'],
  invented: ['the day and its hours', '60% of the calls at first, and an even fall to none'],
  breaks: ['honors-retry-after', 'backs-off', 'retries-at-most'],
  phases: [
    {
      from: 0,
      to: '30m',
      what: 'all jobs start',
      injections: [rateLimited({ retryAfter: '20s' }).for({ provider: 'openai' }).chance(0.6)],
    },
    {
      from: '30m',
      to: '2h',
      what: 'fewer jobs are left',
      injections: [rateLimited({ retryAfter: '5s' }).for({ provider: 'openai' }).ramp(0.6, 0, '90m')],
    },
  ],
})
