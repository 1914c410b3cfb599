import { coldStart } from '../faults/index.ts'
import { defineRecipe, type RecipeFactory } from '../src/engine/recipe.ts'

/**
 * The first call after a deployment waits for the model.
 * @example
 * chaos.play(coldStartAfterDeploy({ speed: 10 }))
 */
export const coldStartAfterDeploy: RecipeFactory = defineRecipe({
  name: 'cold-start-after-deploy',
  summary: 'the first call after a deployment waits for the model',
  story:
    'A model that Ollama runs is loaded when it is first asked, and unloaded after a while. ' +
    'After a deployment the first user waits for it. ' +
    'After a quiet time the next one does, and the calls between them show nothing of it.',
  sources: ['https://github.com/ollama/ollama/blob/main/docs/faq.md'],
  sourced: ['five minutes until it is unloaded'],
  assumed: ['20 s to load it'],
  breaks: ['settles-within', 'abort-propagates'],
  phases: [{ from: 0, to: '2h', what: 'models are cold', injections: [coldStart().for({ provider: 'ollama' })] }],
})
