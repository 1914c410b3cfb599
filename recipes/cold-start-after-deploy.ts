import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { coldStart } from '../faults/index.ts'

/**
 * The first call after a deployment waits for the model.
 * @example
 * chaos.play(coldStartAfterDeploy({ speed: 10 }))
 */
export const coldStartAfterDeploy: RecipeFactory = defineRecipe({
  name: 'cold-start-after-deploy',
  summary: 'the first call after a deployment waits for the model',
  story:
    'No provider had this day: it is how Ollama works, which loads a model when it is first asked and unloads it after a while. ' +
    'After a deployment the first user waits for it. ' +
    'After a quiet time the next one does, and the calls between them show nothing of it.',
  sources: ['https://github.com/ollama/ollama/blob/main/docs/faq.md'],
  sourced: ['that a model is unloaded after five idle minutes, as Ollama documents'],
  assumed: ['20 s to load it, from the 5 to 60 s that are usual in tests', 'that one deployment is followed by two hours'],
  breaks: ['settles-within', 'abort-propagates'],
  phases: [{ from: 0, to: '2h', what: 'models are cold', injections: [coldStart().for({ provider: 'ollama' })] }],
})
