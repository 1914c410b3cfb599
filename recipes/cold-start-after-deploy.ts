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
    'No provider had this day: it is how Ollama works. ' +
    'It loads a model at the first request and unloads it after five minutes without one. ' +
    'The first user after a deployment or a quiet time waits for the load; the calls after that show nothing.',
  sources: ['https://github.com/ollama/ollama/blob/main/docs/faq.mdx'],
  sourced: ['that a model is unloaded after five minutes without a request'],
  assumed: ['20 s to load a model'],
  invented: ['the day: a deployment and two hours of traffic'],
  breaks: ['settles-within', 'abort-propagates'],
  phases: [{ from: 0, to: '2h', what: 'models are cold', injections: [coldStart().for({ provider: 'ollama' })] }],
})
