import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { serverError } from '../faults/index.ts'

/**
 * OpenAI images and speech are down, but text is not.
 * @example
 * chaos.play(openaiAzurePower({ speed: 10 }))
 */
export const openaiAzurePower: RecipeFactory = defineRecipe({
  name: 'openai-azure-power',
  summary: 'OpenAI images and speech are down, but text is not',
  story:
    'On 2024-12-26 a data center under OpenAI lost power. ' +
    'More than 90% of the calls to some endpoints failed, among them images, and text completions did not. ' +
    'One health flag per provider is wrong in both directions.',
  sources: ['https://status.openai.com/incidents/6bwlxnvdncnm'],
  sourced: [
    'more than 90% of the calls to some endpoints, images among them, and text completions not affected',
    '4 h 31 min, for all but ChatGPT',
  ],
  assumed: ['92%'],
  invented: ['models of images and speech instead of their endpoints, and of batches and assistants'],
  breaks: ['falls-back', 'errors-identify-cause', 'degrades-visibly'],
  phases: [
    {
      from: 0,
      to: '271m',
      what: 'images and speech fail',
      injections: [serverError().for({ provider: 'openai', model: '/image|dall-e|realtime/' }).chance(0.92)],
    },
  ],
})
