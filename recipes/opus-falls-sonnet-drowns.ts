import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { overloaded, serverError } from '../faults/index.ts'

/**
 * The large model fails, and ten minutes later the middle one is overloaded.
 * @example
 * chaos.play(opusFallsSonnetDrowns({ speed: 10 }))
 */
export const opusFallsSonnetDrowns: RecipeFactory = defineRecipe({
  name: 'opus-falls-sonnet-drowns',
  summary: 'the large model fails, and ten minutes later the middle one is overloaded',
  story:
    'On 2026-03-17 the largest model of Anthropic answered with errors, by a press report. ' +
    'About ten minutes later the middle one was overloaded, as clients had moved there. ' +
    'A downgrade is a fallback with a queue.',
  sources: ['https://gentic.news/article/claude-code-s-500-errors-what-they-mean-and-how-to-work-through-them'],
  sourced: ['500s on the one, 529s on the other ten minutes later, by a press report'],
  assumed: ['90 % and 50 % of the calls', 'an hour in all'],
  breaks: ['falls-back', 'degrades-visibly', 'independent-fallback'],
  phases: [
    {
      from: 0,
      to: '60m',
      what: 'the large model fails',
      injections: [serverError().for({ provider: 'anthropic', model: '*opus*' }).chance(0.9)],
    },
    {
      from: '10m',
      to: '60m',
      what: 'the middle one is overloaded',
      injections: [overloaded().for({ provider: 'anthropic', model: '*sonnet*' }).chance(0.5)],
    },
  ],
})
