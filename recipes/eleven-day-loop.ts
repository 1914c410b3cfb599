import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { endlessToolLoop } from '../faults/index.ts'

/**
 * A model asks for one more round, for days, and each call is fine.
 * @example
 * chaos.play(elevenDayLoop({ speed: 10 }))
 */
export const elevenDayLoop: RecipeFactory = defineRecipe({
  name: 'eleven-day-loop',
  summary: 'a model asks for one more round, for days, and each call is fine',
  story:
    'In 2025-11 it was told that two agents had asked each other for revisions for eleven days, at 47,000 dollars. ' +
    'The source is weak, and one retelling calls itself a composite. ' +
    'Every call was a 200, as it is told, and the invoice was the first to say so.',
  sources: ['agoradigest.com (TechStartups, 2025-11)', 'clyro.dev', 'glennguilloux.com'],
  sourced: ['the days and the money, by a weak source'],
  assumed: ['one model that calls a tool for ever, in place of two agents', 'OpenAI as the provider'],
  breaks: ['spends-at-most', 'loops-at-most'],
  phases: [{ from: 0, to: '264h', what: 'it never ends', injections: [endlessToolLoop().for({ provider: 'openai' })] }],
})
