import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { truncatedStream } from '../faults/index.ts'

/**
 * Now and then an answer stops midway, as if it were whole.
 * @example
 * chaos.play(halfAMessage({ intensity: 10 }))
 */
export const halfAMessage: RecipeFactory = defineRecipe({
  name: 'half-a-message',
  summary: 'now and then an answer stops midway, as if it were whole',
  story:
    'In May 2026 a user of a coding agent found answers of two providers and four models that stop midway, more than a dozen in one history. ' +
    'The agent had stored the halves as wholes. ' +
    'Of a wave of such answers at Anthropic in June 2026 more than 2,000 reports are told, by a weak source.',
  sources: ['https://github.com/anomalyco/opencode/issues/26170', 'dev.to/aarhamforensics (weak)'],
  sourced: [
    'streams cut in the middle of an answer, with no output tokens counted',
    'two providers and four models, and more than a dozen halves stored as wholes',
  ],
  assumed: [
    '3 % of the answers, a third of them within the first words',
    'a clean end without a terminal event and without usage',
    'every provider',
  ],
  breaks: ['no-silent-truncation', 'keeps-partial-results', 'falls-back'],
  phases: [
    {
      from: 0,
      to: '24h',
      what: 'answers stop midway',
      injections: [truncatedStream({ afterDeltas: 2 }).chance(0.01), truncatedStream({ afterDeltas: 12 }).chance(0.02)],
    },
  ],
})
