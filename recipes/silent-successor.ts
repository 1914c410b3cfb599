import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { lazyAnswer, silentModelSwap } from '../faults/index.ts'

/**
 * Another model answers under the old name.
 * @example
 * chaos.play(silentSuccessor({ speed: 10 }))
 */
export const silentSuccessor: RecipeFactory = defineRecipe({
  name: 'silent-successor',
  summary: 'another model answers under the old name',
  story:
    'On 2026-12-01 Google will send calls for gemini-2.5-pro and gemini-2.5-flash to their successors. ' +
    'They will be billed at the new rates. ' +
    'The reply names the model that answers, for an app that reads it.',
  sources: [
    'https://ai.google.dev/gemini-api/docs/deprecations',
    'https://dev.to/aideprecations/what-to-do-before-gemini-25-pro-and-25-flash-are-retired-on-december-1-2026-5gg9',
  ],
  sourced: ['the redirection of two models, its day and the new rates, from a blog that quotes Google'],
  assumed: ['that the reply names the successor'],
  invented: ['one successor for every model', 'shorter answers in three of ten'],
  breaks: ['detects-model-swap', 'spends-at-most'],
  phases: [
    {
      from: 0,
      to: '24h',
      what: 'the successor answers',
      injections: [
        silentModelSwap({ to: 'gemini-3.8-flash', disclosed: true }).for({ provider: 'gemini' }),
        lazyAnswer().for({ provider: 'gemini' }).chance(0.3),
      ],
    },
  ],
})
