import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { authenticationFailed } from '../faults/index.ts'

/**
 * Valid Anthropic API keys are refused for more than an hour.
 * @example
 * chaos.play(claudeLoginThenApi({ speed: 10 }))
 */
export const claudeLoginThenApi: RecipeFactory = defineRecipe({
  name: 'claude-login-then-api',
  summary: 'valid Anthropic API keys are refused for more than an hour',
  story:
    'On 2026-04-28 Anthropic had 78 minutes of authentication errors, on the API and in its apps. ' +
    'The refused keys were valid and had worked a minute before. ' +
    'An app that deletes a key or blames its user makes it worse.',
  sources: ['https://news.ycombinator.com/item?id=47938097', 'https://www.daillac.com/en/blogue/claude-ai-down-multi-model-resilience/'],
  sourced: [
    'authentication errors for 78 minutes on 2026-04-28, in a discussion that quotes the status page',
    'login failures before API failures on 2026-03-02, from a blog',
  ],
  assumed: ['70% of the calls', 'the status 401'],
  invented: [],
  breaks: ['no-retry-of-permanent', 'falls-back', 'errors-identify-cause'],
  phases: [
    { from: 0, to: '78m', what: 'valid keys are refused', injections: [authenticationFailed().for({ provider: 'anthropic' }).chance(0.7)] },
  ],
})
