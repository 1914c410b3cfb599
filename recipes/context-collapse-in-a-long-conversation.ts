import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { contextCollapse } from '../faults/index.ts'

/**
 * The model loses the middle of a long conversation.
 * @example
 * chaos.play(contextCollapseInALongConversation({ speed: 10 }))
 */
export const contextCollapseInALongConversation: RecipeFactory = defineRecipe({
  name: 'context-collapse-in-a-long-conversation',
  summary: 'the model loses the middle of a long conversation',
  story:
    'A study from 2025 asked paraphrased questions about facts in longer and longer texts. ' +
    'GPT-4o answered 99% correctly in short texts and 70% at 32,000 tokens. ' +
    'Nothing in a reply shows which of them is wrong.',
  sources: ['https://arxiv.org/abs/2502.05167'],
  sourced: ['99% correct in short texts and 70% at 32,000 tokens, for GPT-4o'],
  assumed: ['that everything above 8,000 tokens is lost from the middle, each time'],
  invented: ['a conversation instead of one text'],
  breaks: ['marks-wrong-answers', 'guardrail-catches', 'handles-over-long-input'],
  phases: [{ from: 0, to: '4h', what: 'the middle is gone', injections: [contextCollapse().for({ provider: 'openai' })] }],
})
