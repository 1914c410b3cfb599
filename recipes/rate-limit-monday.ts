import { rateLimited } from '../faults/index.ts'
import { defineRecipe, type RecipeFactory } from '../src/engine/recipe.ts'

/**
 * All are back at once, and the limit is met.
 * @example
 * chaos.play(rateLimitMonday({ speed: 10 }))
 */
export const rateLimitMonday: RecipeFactory = defineRecipe({
  name: 'rate-limit-monday',
  summary: 'all are back at once, and the limit is met',
  story:
    'No one provider had this day; each account may. ' +
    'On Monday all jobs begin at nine. ' +
    'Refusals say when to come back, and those that do not wait get more of them.',
  sources: ['https://platform.openai.com/docs/guides/rate-limits'],
  sourced: ['429 with retry-after'],
  assumed: ['all of the figures'],
  breaks: ['honours-retry-after', 'backs-off', 'retries-at-most'],
  phases: [
    { from: 0, to: '30m', what: 'all are back', injections: [rateLimited({ retryAfter: '20s' }).for({ provider: 'openai' }).chance(0.6)] },
    {
      from: '30m',
      to: '2h',
      what: 'it calms down',
      injections: [rateLimited({ retryAfter: '5s' }).for({ provider: 'openai' }).ramp(0.6, 0, '90m')],
    },
  ],
})
