import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { loadLatency } from '../faults/index.ts'

/**
 * Answers are late when there are many concurrent calls.
 * @example
 * chaos.play(scaleWall({ speed: 10 }))
 */
export const scaleWall: RecipeFactory = defineRecipe({
  name: 'scale-wall',
  summary: 'answers are slow when there are many calls at once',
  story:
    'A benchmark of a small model on one GPU had a first token after 53 ms for four calls at once and 840 ms for 48. ' +
    'Queues grow without limit near their capacity. ' +
    'A demo sends one call at a time.',
  sources: [
    'https://mushfiqrahman.dev/benchmarking-mistral-7b-on-rtx-4090-vllm-concurrency-latency-and-capacity-planning/',
    'https://www.peakinfer.com/blog/what-changes-when-100-users-hit-your-llm',
  ],
  sourced: ['a first token sixteen times later for twelve times as many calls'],
  assumed: ['a capacity of twelve calls, and 500 ms of work'],
  invented: ['OpenAI instead of a GPU of your own'],
  breaks: ['settles-within'],
  phases: [
    { from: 0, to: '1h', what: 'calls queue', injections: [loadLatency({ capacity: 12, service: '500ms' }).for({ provider: 'openai' })] },
  ],
})
