import { contextCollapse } from '../faults/index.ts'
import { defineRecipe, type RecipeFactory } from '../src/engine/recipe.ts'

/**
 * The middle of a long conversation is gone.
 * @example
 * chaos.play(contextCollapseInALongConversation({ speed: 10 }))
 */
export const contextCollapseInALongConversation: RecipeFactory = defineRecipe({
  name: 'context-collapse-in-a-long-conversation',
  summary: 'the middle of a long conversation is gone',
  story:
    'A study of 2025 found that models lose what they read long before their window ends. ' +
    'One in three facts was missed at 32,000 tokens by a good one. ' +
    'Nothing in the reply says so.',
  sources: ['https://arxiv.org/abs/2502.05167'],
  sourced: ['that answers fall with length'],
  assumed: ['a window of 8,000 tokens', 'OpenAI as the provider'],
  breaks: ['guard-catches', 'over-long-input-handled'],
  phases: [{ from: 0, to: '4h', what: 'the middle is gone', injections: [contextCollapse().for({ provider: 'openai' })] }],
})
