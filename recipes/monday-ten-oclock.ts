import { heavyTailLatency } from '../faults/index.ts'
import { defineRecipe, type RecipeFactory } from '../src/engine/recipe.ts'

/**
 * Answers take twice as long when everybody is at work.
 * @example
 * chaos.play(mondayTenOclock({ speed: 10 }))
 */
export const mondayTenOclock: RecipeFactory = defineRecipe({
  name: 'monday-ten-oclock',
  summary: 'answers take twice as long when everybody is at work',
  story:
    'Blogs tell of answers that take 4 s at night and 9 s in the morning. ' +
    'It is no outage, and no status page shows it. ' +
    'The tail is longer than the mean tells.',
  sources: ['tianpan.co'],
  sourced: ['twice as long, by blogs'],
  assumed: ['the hours and the shape of the tail', 'OpenAI as the provider'],
  breaks: ['settles-within'],
  phases: [
    { from: 0, to: '8h', what: 'night', injections: [heavyTailLatency({ median: '600ms' }).for({ provider: 'openai' })] },
    {
      from: '8h',
      to: '18h',
      what: 'everybody is at work',
      injections: [heavyTailLatency({ median: '2s', tail: 10 }).for({ provider: 'openai' })],
    },
  ],
})
