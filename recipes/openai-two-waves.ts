import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { serverError } from '../faults/index.ts'

/**
 * OpenAI fails, recovers, and fails again within the hour.
 * @example
 * chaos.play(openaiTwoWaves({ speed: 10 }))
 */
export const openaiTwoWaves: RecipeFactory = defineRecipe({
  name: 'openai-two-waves',
  summary: 'OpenAI fails, recovers, and fails again within the hour',
  story:
    'On 2024-08-16 OpenAI was down for 44 minutes. ' +
    'Restarting services overloaded their database with a heavy first query. ' +
    'After a good stretch a second wave of 15 minutes followed.',
  sources: ['https://status.openai.com/incidents/s9d5cv5jcy7x'],
  sourced: ['waves of 44 and 15 minutes within 98'],
  assumed: ['80% of the calls, each with a 503', 'that all was well between the waves'],
  invented: [],
  breaks: ['falls-back', 'probes-gently', 'settles-within', 'retries-at-most'],
  phases: [
    { from: 0, to: '44m', what: 'the first wave', injections: [serverError({ status: 503 }).for({ provider: 'openai' }).chance(0.8)] },
    { from: '44m', to: '83m', what: 'all is well', injections: [] },
    { from: '83m', to: '98m', what: 'the second wave', injections: [serverError({ status: 503 }).for({ provider: 'openai' }).chance(0.8)] },
  ],
})
