import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { authenticationFailed } from '../faults/index.ts'

/**
 * Good keys of Anthropic are refused for more than an hour.
 * @example
 * chaos.play(claudeLoginThenApi({ speed: 10 }))
 */
export const claudeLoginThenApi: RecipeFactory = defineRecipe({
  name: 'claude-login-then-api',
  summary: 'good keys of Anthropic are refused for more than an hour',
  story:
    'On 2026-04-28 Anthropic had 78 minutes of authentication errors, by press reports. ' +
    'Such keys are good and may have worked a minute before. ' +
    'An app that deletes a key or blames its user makes it worse.',
  sources: ['daillac.com', 'databusinesscentral.com', 'https://news.ycombinator.com/item?id=47938097'],
  sourced: ['authentication errors for 78 minutes, by press reports'],
  assumed: ['70 % of the calls', '401 as their status', 'the one wave of 2026-04-28, without the longer ones of 2026-03-02'],
  breaks: ['no-retry-of-permanent', 'falls-back', 'errors-name-cause'],
  phases: [
    { from: 0, to: '78m', what: 'good keys are refused', injections: [authenticationFailed().for({ provider: 'anthropic' }).chance(0.7)] },
  ],
})
