import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { modelNotFound, serverError } from '../faults/index.ts'

/**
 * A model is retired at midnight.
 * @example
 * chaos.play(retiredTonight({ speed: 10 }))
 */
export const retiredTonight: RecipeFactory = defineRecipe({
  name: 'retired-tonight',
  summary: 'a model is retired at midnight',
  story:
    'Models end on a published day: at OpenAI, gpt-4 and gpt-4-turbo among others on 2026-10-23. ' +
    'From then on every call to them fails. ' +
    'For removed Gemini models some developers report a rate limit error, which clients retry without end, and others a 404.',
  sources: [
    'https://developers.openai.com/api/docs/deprecations',
    'https://platform.claude.com/docs/en/about-claude/model-deprecations',
    'https://ai.google.dev/gemini-api/docs/deprecations',
    'https://news.ycombinator.com/item?id=47268149',
  ],
  sourced: ['the day, with gpt-4 and gpt-4-turbo', 'the rate limit errors of removed Gemini models, in a forum'],
  assumed: ['404 from midnight on', '5% of errors in the hour before'],
  invented: ['all models whose name begins with gpt-4 instead of those retired on the day'],
  breaks: ['no-retry-of-permanent', 'falls-back', 'errors-identify-cause'],
  phases: [
    { from: 0, to: '1h', what: 'the last hour', injections: [serverError().for({ provider: 'openai', model: 'gpt-4*' }).chance(0.05)] },
    { from: '1h', to: '24h', what: 'the model is retired', injections: [modelNotFound().for({ provider: 'openai', model: 'gpt-4*' })] },
  ],
})
