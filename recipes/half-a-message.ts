import { truncatedStream } from '../faults/index.ts'
import { defineRecipe, type RecipeFactory } from '../src/engine/recipe.ts'

/**
 * Now and then an answer stops midway, as if it were whole.
 * @example
 * chaos.play(halfAMessage({ intensity: 10 }))
 */
export const halfAMessage: RecipeFactory = defineRecipe({
  name: 'half-a-message',
  summary: 'now and then an answer stops midway, as if it were whole',
  story:
    'In May 2026 users of a coding agent found answers that stop in the middle of a sentence, from two providers and four models. ' +
    'The streams had ended cleanly, without a terminal event and without usage. ' +
    'The agent stored the halves as wholes, more than a dozen times in the history of one user.',
  sources: ['https://github.com/anomalyco/opencode/issues/26170'],
  sourced: ['streams that end cleanly without a terminal event', 'that no provider and no model was spared'],
  assumed: ['3 % of the answers, a third of them within the first words'],
  breaks: ['no-silent-truncation', 'falls-back'],
  phases: [
    {
      from: 0,
      to: '24h',
      what: 'answers stop midway',
      injections: [truncatedStream({ afterDeltas: 2 }).chance(0.01), truncatedStream({ afterDeltas: 12 }).chance(0.02)],
    },
  ],
})
