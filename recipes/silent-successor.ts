import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { lazyReply, silentModelSwap } from '../faults/index.ts'

/**
 * Another model answers under the old name.
 * @example
 * chaos.play(silentSuccessor({ speed: 10 }))
 */
export const silentSuccessor: RecipeFactory = defineRecipe({
  name: 'silent-successor',
  summary: 'another model answers under the old name',
  story:
    'From 2026-12-01 Google sends calls for older Gemini models to their successors, by a report. ' +
    'They are billed at the new rates. ' +
    'The reply names who answers, for whoever reads it.',
  sources: ['dev.to/aideprecations (2026-11-10), quoting ai.google.dev'],
  sourced: ['the redirection of all calls, its day and the new rates, by a report'],
  assumed: ['one successor for every model', 'that the reply names it', 'shorter answers in three of ten'],
  breaks: ['notices-model-swap', 'spends-at-most'],
  phases: [
    {
      from: 0,
      to: '24h',
      what: 'the successor answers',
      injections: [
        silentModelSwap({ to: 'gemini-3.8-flash', disclosed: true }).for({ provider: 'gemini' }),
        lazyReply().for({ provider: 'gemini' }).chance(0.3),
      ],
    },
  ],
})
