import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { rateLimited } from '../faults/index.ts'

/**
 * The primary model and its fallback at the same provider fail together.
 * @example
 * chaos.play(sharedFateFallback({ speed: 10 }))
 */
export const sharedFateFallback: RecipeFactory = defineRecipe({
  name: 'shared-fate-fallback',
  summary: 'the primary model and its fallback at the same provider fail together',
  story:
    'On 2026-01-22 a voice platform got rate limits from its default Gemini client and from its fallback, which was another Gemini client. ' +
    'Vertex AI had run out of capacity, for two weeks. ' +
    'The platform reported the end of it too early once.',
  sources: ['https://status.vapi.ai/incident/809181', 'https://discuss.ai.google.dev/t/116568'],
  sourced: ['default and fallback refused together on 2026-01-22', 'two weeks'],
  assumed: ['four waves a day of an hour each, and 60% of the calls'],
  invented: ['the Gemini API instead of Vertex AI'],
  breaks: ['falls-back', 'independent-fallback', 'settles-within'],
  phases: [
    {
      from: 0,
      to: '336h',
      what: 'capacity runs out in waves',
      injections: [rateLimited({ form: 'none' }).for({ provider: 'gemini' }).wave({ on: '1h', off: '5h' }).chance(0.6)],
    },
  ],
})
