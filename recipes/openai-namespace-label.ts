import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { serverError, stalledStream } from '../faults/index.ts'

/**
 * OpenAI embeddings fail more often than its chat.
 * @example
 * chaos.play(openaiNamespaceLabel({ speed: 10 }))
 */
export const openaiNamespaceLabel: RecipeFactory = defineRecipe({
  name: 'openai-namespace-label',
  summary: 'OpenAI embeddings fail more often than its chat',
  story:
    'On 2024-11-25 a changed label overwhelmed the control planes of three of the largest OpenAI clusters. ' +
    'A GPT-4 snapshot with its alias and one embedding model suffered most. ' +
    'A search that finds nothing looks like a question without an answer.',
  sources: ['https://status.openai.com/incidents/3pn6gclf1cjx'],
  sourced: ['that errors split by model, an embedding model among the worst', 'the API affected for at most 2 h 45 min'],
  assumed: ['15% of the chat calls, a third of them as streams that stop', '40% of the embeddings'],
  invented: ['all chat models and all embedding models instead of some'],
  breaks: ['falls-back', 'settles-within', 'degrades-visibly'],
  phases: [
    {
      from: 0,
      to: '165m',
      what: 'errors split by model',
      injections: [
        // Including the errors that all models have: 1/3 + 2/3 x 0.1 = 0.4.
        serverError({ status: 503 })
          .for({ provider: 'openai', model: '*embedding*' })
          .chance(1 / 3),
        serverError({ status: 503 }).for({ provider: 'openai' }).chance(0.1),
        stalledStream().for({ provider: 'openai' }).chance(0.05),
      ],
    },
  ],
})
