import { outage, slowFirstToken } from '../faults/index.ts'
import { defineRecipe, type RecipeFactory } from '../src/kit.ts'

/**
 * A vector store gets slower and slower, then stops answering.
 * @example
 * chaos.play(vectorStoreOutOfMemory({ speed: 10 }))
 */
export const vectorStoreOutOfMemory: RecipeFactory = defineRecipe({
  name: 'vector-store-out-of-memory',
  summary: 'a vector store gets slower and slower, then stops answering',
  story:
    'A search over 1.4 million vectors had run for three weeks when it was shown to the client. ' +
    'Six minutes into the demo its response times began to climb, and four minutes later all queries failed. ' +
    'The container was still running, and did not answer. It was restarted after five more minutes.',
  sources: ['https://mohakdeepsingh.dev/blog/qdrant-ran-out-memory-during-client-demo-here-is-four-hour'],
  sourced: ['400 ms to 700 ms for four minutes', '503 for five minutes, from a Qdrant that still ran'],
  assumed: ['that a third of the queries got no answer at all'],
  invented: [],
  breaks: ['settles-within', 'degrades-visibly'],
  phases: [
    { from: 0, to: '4m', what: 'answers are slow', injections: [slowFirstToken({ by: '500ms' }).for({ provider: 'qdrant' })] },
    { from: '4m', to: '9m', what: 'it does not answer', injections: [outage({ hanging: 0.33 }).for({ provider: 'qdrant' })] },
  ],
})
