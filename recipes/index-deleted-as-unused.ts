import { toolRemoved } from '../faults/index.ts'
import { defineRecipe, type RecipeFactory } from '../src/kit.ts'

/**
 * A script that removes unused indexes removes one that is used.
 * @example
 * chaos.play(indexDeletedAsUnused({ speed: 10, on: 'pinecone' }))
 */
export const indexDeletedAsUnused: RecipeFactory = defineRecipe({
  name: 'index-deleted-as-unused',
  summary: 'a script that removes unused indexes removes one that is used',
  story:
    'On 2023-03-01 a script of Pinecone that deletes indexes without activity deleted 515 that were in use. ' +
    'They were on the free plan, and were restored two days later. ' +
    'Until then their queries found no index.',
  sources: ['https://www.pinecone.io/blog/march-1-2023-incident/'],
  sourced: ['515 indexes', 'from March 1, 3 pm, to March 3, 4:47 pm'],
  assumed: ['a 404 for each query'],
  invented: ['Qdrant as the store'],
  breaks: ['degrades-visibly', 'no-retry-of-permanent'],
  phases: [{ from: 0, to: '2987m', what: 'the index is gone', injections: [toolRemoved().for({ provider: 'qdrant' })] }],
})
