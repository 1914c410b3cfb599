import { serverError } from '../faults/index.ts'
import { defineRecipe, type RecipeFactory } from '../src/engine/recipe.ts'

/**
 * Two keys in three fail nearly always, the others hardly ever.
 * @example
 * chaos.play(openaiAuthCacheShards({ speed: 10 }))
 */
export const openaiAuthCacheShards: RecipeFactory = defineRecipe({
  name: 'openai-auth-cache-shards',
  summary: 'two keys in three fail nearly always, the others hardly ever',
  story:
    'On 2023-10-19 an authentication cache of OpenAI lost shards. ' +
    'It was keyed by user, so some failed always and others hardly. ' +
    'The mean looked like sixty in a hundred and described nobody.',
  sources: ['https://status.openai.com/incidents/fk0tcbydtybr'],
  sourced: ['60 to 70 % of the calls', '4 h 29 min'],
  assumed: ['how the mean is split over keys'],
  breaks: ['tenants-stay-apart', 'falls-back'],
  phases: [
    {
      from: 0,
      to: '269m',
      what: 'some keys fail',
      injections: [
        serverError({ status: 502 }).for({ provider: 'openai' }).chance(0.65, { sticky: 'key' }),
        serverError().for({ provider: 'openai' }).chance(0.03),
      ],
    },
  ],
})
