import { serverError } from '../faults/index.ts'
import { defineRecipe, type RecipeFactory } from '../src/kit.ts'

/**
 * A search always fails for some customers, and works for the others.
 * @example
 * chaos.play(searchFailsForSome({ speed: 10 }))
 */
export const searchFailsForSome: RecipeFactory = defineRecipe({
  name: 'search-fails-for-some',
  summary: 'a search fails for some customers, and works for the others',
  story:
    'On 2024-03-06 many customers of Vectara were unable to query their corpora, and others saw nothing of it. ' +
    'An optimizer had deleted requests that the storage engine was still reading, and the query engine could not recover by itself. ' +
    'Alerts fired at once, and it took a night to find the cause.',
  sources: ['https://status.vectara.com/incidents/s73d1wr7mvjj'],
  sourced: ['from 2:30 am to 11:00 am', 'all queries of some customers, none of others'],
  assumed: ['half of the questions, each with a 500'],
  invented: ['Qdrant as the store'],
  breaks: ['degrades-visibly', 'retries-at-most'],
  phases: [
    {
      from: 0,
      to: '510m',
      what: 'some searches fail',
      injections: [serverError().for({ provider: 'qdrant' }).chance(0.5, { sticky: 'request' })],
    },
  ],
})
