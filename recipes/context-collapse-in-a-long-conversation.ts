import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { contextCollapse } from '../faults/index.ts'

/**
 * The middle of a long conversation is gone.
 * @example
 * chaos.play(contextCollapseInALongConversation({ speed: 10 }))
 */
export const contextCollapseInALongConversation: RecipeFactory = defineRecipe({
  name: 'context-collapse-in-a-long-conversation',
  summary: 'the middle of a long conversation is gone',
  story:
    'A study of 2025 asked for facts by their meaning, in ever longer texts. ' +
    'GPT-4o was right in 99 of 100 answers on short ones and in 70 at 32,000 tokens. ' +
    'Nothing in a reply tells which of them it is.',
  sources: ['https://arxiv.org/abs/2502.05167'],
  sourced: ['99 % right on short texts, 70 % at 32,000 tokens, for GPT-4o'],
  assumed: [
    'that whatever exceeds 8,000 tokens is lost from the middle, each time',
    'a conversation in place of a text',
    'OpenAI as the provider',
  ],
  breaks: ['guard-catches', 'over-long-input-handled'],
  phases: [{ from: 0, to: '4h', what: 'the middle is gone', injections: [contextCollapse().for({ provider: 'openai' })] }],
})
