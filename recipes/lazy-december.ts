import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { lazyAnswer } from '../faults/index.ts'

/**
 * The model leaves part of the work to the reader.
 * @example
 * chaos.play(lazyDecember({ speed: 10 }))
 */
export const lazyDecember: RecipeFactory = defineRecipe({
  name: 'lazy-december',
  summary: 'the model leaves part of the work to the user',
  story:
    'From 2023-11 users of GPT-4 found that it left code out. ' +
    'OpenAI stated that it had not updated the model since 2023-11-11 and that this was not intended. ' +
    'A benchmark of an editor counted lazy comments in 12 of 89 refactorings.',
  sources: ['https://aider.chat/docs/unified-diffs.html'],
  sourced: ['lazy comments in 12 of 89 refactorings'],
  assumed: ['the same share of all answers', 'two thirds of each answer missing'],
  invented: [],
  breaks: ['guardrail-catches', 'no-silent-truncation'],
  phases: [{ from: 0, to: '24h', what: 'work is skipped', injections: [lazyAnswer().for({ provider: 'openai' }).chance(0.135)] }],
})
