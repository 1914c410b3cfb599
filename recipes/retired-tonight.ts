import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { modelNotFound, serverError } from '../faults/index.ts'

/**
 * A model is gone from midnight on.
 * @example
 * chaos.play(retiredTonight({ speed: 10 }))
 */
export const retiredTonight: RecipeFactory = defineRecipe({
  name: 'retired-tonight',
  summary: 'a model is gone from midnight on',
  story:
    'Models end on a published day: at OpenAI a row of them on 2026-10-23, by a digest. ' +
    'From a round hour on every call to them fails. ' +
    'Developers tell of removed models of Gemini that answer as a rate limit, which retries love for ever.',
  sources: [
    'developers.openai.com/api/docs/deprecations',
    'platform.claude.com, model deprecations',
    'ai.google.dev/gemini-api/docs/deprecations',
    'dev.to/importstatic',
  ],
  sourced: ['the day, with gpt-4 and gpt-4-turbo in the row, by a digest'],
  assumed: [
    '404 from a round hour on',
    '5 % of errors in the hour before, in place of a worse month',
    'all models whose name begins with gpt-4, in place of those in the row',
  ],
  breaks: ['no-retry-of-permanent', 'falls-back', 'errors-name-cause'],
  phases: [
    { from: 0, to: '1h', what: 'the last hour', injections: [serverError().for({ provider: 'openai', model: 'gpt-4*' }).chance(0.05)] },
    { from: '1h', to: '24h', what: 'it is gone', injections: [modelNotFound().for({ provider: 'openai', model: 'gpt-4*' })] },
  ],
})
