import { serverError, stalledStream } from '../faults/index.ts'
import { defineRecipe, type RecipeFactory } from '../src/engine/recipe.ts'

/**
 * Embeddings of OpenAI fail more than its chat does.
 * @example
 * chaos.play(openaiNamespaceLabel({ speed: 10 }))
 */
export const openaiNamespaceLabel: RecipeFactory = defineRecipe({
  name: 'openai-namespace-label',
  summary: 'embeddings of OpenAI fail more than its chat does',
  story:
    'On 2024-11-25 a changed label overwhelmed the network of the largest clusters of OpenAI. ' +
    'Some models and one embedding model suffered most. ' +
    'A search that finds nothing looks like a question without an answer.',
  sources: ['https://status.openai.com/incidents/3pn6gclf1cjx'],
  sourced: ['that errors split by model, embeddings among them', 'about 165 minutes'],
  assumed: ['15 % of the chat calls, 40 % of the embeddings'],
  breaks: ['falls-back', 'settles-within'],
  phases: [
    {
      from: 0,
      to: '165m',
      what: 'errors split by model',
      injections: [
        serverError({ status: 503 }).for({ provider: 'openai', model: '*embedding*' }).chance(0.4),
        serverError({ status: 503 }).for({ provider: 'openai' }).chance(0.1),
        stalledStream().for({ provider: 'openai' }).chance(0.05),
      ],
    },
  ],
})
