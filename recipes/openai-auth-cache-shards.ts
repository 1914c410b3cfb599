import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { serverError } from '../faults/index.ts'

/**
 * Two conversations in three fail each time, the others hardly ever.
 * @example
 * chaos.play(openaiAuthCacheShards({ speed: 10 }))
 */
export const openaiAuthCacheShards: RecipeFactory = defineRecipe({
  name: 'openai-auth-cache-shards',
  summary: 'two of three conversations always fail, the others hardly ever',
  story:
    'On 2023-10-19 an OpenAI authentication cache lost shards. ' +
    'It was keyed by user, so some users always failed and others hardly ever. ' +
    'The mean of 60% described no user.',
  sources: ['https://status.openai.com/incidents/fk0tcbydtybr'],
  sourced: ['500 and 502 for up to 60% and 70% of the calls, by model', '4 h 29 min', 'that it was keyed by user'],
  assumed: ['65% and 3% as the two groups behind that mean', 'that it stays as bad until the end'],
  invented: ['a conversation instead of an API key: two in three fail each time'],
  breaks: ['isolates-tenants', 'falls-back'],
  phases: [
    {
      from: 0,
      to: '269m',
      what: 'some fail each time',
      injections: [
        serverError({ status: 502 }).for({ provider: 'openai' }).chance(0.65, { sticky: 'conversation' }),
        serverError().for({ provider: 'openai' }).chance(0.03),
      ],
    },
  ],
})
