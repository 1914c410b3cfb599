import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { overloaded, serverError } from '../faults/index.ts'

/**
 * The large model fails, and the middle one is overloaded ten minutes later.
 * @example
 * chaos.play(opusFallsSonnetDrowns({ speed: 10 }))
 */
export const opusFallsSonnetDrowns: RecipeFactory = defineRecipe({
  name: 'opus-falls-sonnet-drowns',
  summary: 'the large model fails, and the middle one is overloaded ten minutes later',
  story:
    'On 2026-03-17 the largest Anthropic model failed for 4.5 hours. ' +
    'According to a forum comment, the middle one was overloaded ten minutes later, as clients had moved there; it had also failed five hours before. ' +
    'A downgrade is a fallback with a queue.',
  sources: [
    'https://gentic.news/article/claude-code-s-500-errors-what-they-mean-and-how-to-work-through-them',
    'https://ap7i.com/posts/young-infrastructure',
  ],
  sourced: ['500s of the large model for 4.5 hours', '529s of the middle one ten minutes later, from a forum comment that a blog quotes'],
  assumed: ['90% and 50% of the calls'],
  invented: ['one hour instead of 4.5'],
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
