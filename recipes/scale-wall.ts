import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { loadLatency } from '../faults/index.ts'

/**
 * Answers come late as soon as many are asked for at once.
 * @example
 * chaos.play(scaleWall({ speed: 10 }))
 */
export const scaleWall: RecipeFactory = defineRecipe({
  name: 'scale-wall',
  summary: 'answers come late as soon as many are asked for at once',
  story:
    'A measurement of a small model on one card had first tokens after 53 ms for four at once and 840 ms for 48. ' +
    'Queues grow without measure near their capacity. ' +
    'A demo asks for one.',
  sources: [
    'mushfiqrahman.dev, measurements of a 7B model on one GPU',
    'https://www.peakinfer.com/blog/what-changes-when-100-users-hit-your-llm',
  ],
  sourced: ['that first tokens come sixteen times later with twelve times as many calls, by a blog'],
  assumed: ['twelve calls as capacity, 500 ms of work', 'OpenAI as the provider, in place of an own machine'],
  breaks: ['settles-within'],
  phases: [
    { from: 0, to: '1h', what: 'calls queue', injections: [loadLatency({ capacity: 12, service: '500ms' }).for({ provider: 'openai' })] },
  ],
})
