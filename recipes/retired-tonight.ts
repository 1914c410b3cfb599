import { modelNotFound, serverError } from '../faults/index.ts'
import { defineRecipe, type RecipeFactory } from '../src/engine/recipe.ts'

/**
 * A model is gone from midnight on.
 * @example
 * chaos.play(retiredTonight({ speed: 10 }))
 */
export const retiredTonight: RecipeFactory = defineRecipe({
  name: 'retired-tonight',
  summary: 'a model is gone from midnight on',
  story:
    'Models end on a published day: at OpenAI a row of them on 2026-10-23. ' +
    'From a round hour on every call to them fails. ' +
    'Developers tell of removed models that answer as a rate limit, which retries love for ever.',
  sources: ['https://platform.openai.com/docs/deprecations', 'https://docs.anthropic.com/en/docs/about-claude/model-deprecations'],
  sourced: ['the day, and 404 from it on'],
  assumed: ['the hour before with a few errors'],
  breaks: ['no-retry-of-permanent', 'falls-back', 'errors-name-cause'],
  phases: [
    { from: 0, to: '1h', what: 'the last hour', injections: [serverError().for({ provider: 'openai', model: 'gpt-4*' }).chance(0.05)] },
    { from: '1h', to: '24h', what: 'it is gone', injections: [modelNotFound().for({ provider: 'openai', model: 'gpt-4*' })] },
  ],
})
