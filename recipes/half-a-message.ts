import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { truncatedStream } from '../faults/index.ts'

/**
 * Now and then an answer stops midway, as if it were complete.
 * @example
 * chaos.play(halfAMessage({ intensity: 10 }))
 */
export const halfAMessage: RecipeFactory = defineRecipe({
  name: 'half-a-message',
  summary: 'some answers stop midway, as if they were complete',
  story:
    'In May 2026 a user of a coding agent found answers of two providers and four models that stop midway, more than a dozen in one history. ' +
    'The agent had stored them as complete. ' +
    'For a wave of such answers at Anthropic in June 2026 a blog counts more than 2,000 reports.',
  sources: [
    'https://github.com/anomalyco/opencode/issues/26170',
    'https://dev.to/aarhamforensics_eb3c024eb/ai-technologys-hidden-flaw-the-june-2026-claude-outage-breakdown-1koc',
  ],
  sourced: [
    'streams that stop in the middle of an answer, without output tokens',
    'two providers and four models, and more than a dozen truncated answers stored as complete',
    'the wave of June 2026, from a weak source',
  ],
  assumed: ['3% of the answers, a third of them within the first words', 'a clean end without a terminal event and without usage'],
  invented: ['every provider'],
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
