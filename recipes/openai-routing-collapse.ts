import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { alienError, serverError } from '../faults/index.ts'

/**
 * Gateways fail for an hour, then an error comes that is no error object.
 * @example
 * chaos.play(openaiRoutingCollapse({ speed: 10 }))
 */
export const openaiRoutingCollapse: RecipeFactory = defineRecipe({
  name: 'openai-routing-collapse',
  summary: 'gateways fail for an hour, then an error comes that is no error object',
  story:
    'On 2023-11-08 the routers of OpenAI ran out of memory after a record day. ' +
    'An outside probe saw 502 and 503, and later a 429 whose body said only to come back later. ' +
    'Parsers of errors had never seen that body.',
  sources: ['https://status.openai.com/incidents/00fpy0yxrx1q', 'apicontext.com'],
  sourced: [
    'that routers ran out of memory after a record day',
    'one call in 17 that passed, 502 to 503 as three to one, and the body of the 429, by an outside probe',
  ],
  assumed: ['that each call is drawn by itself', 'that no call passes in the last half hour'],
  breaks: ['errors-name-cause', 'typed-errors', 'backs-off'],
  phases: [
    {
      from: 0,
      to: '81m',
      what: 'gateways fail',
      injections: [
        serverError({ status: 502 }).for({ provider: 'openai' }).chance(0.7),
        serverError({ status: 503 }).for({ provider: 'openai' }).chance(0.8),
      ],
    },
    {
      from: '81m',
      to: '115m',
      what: 'an alien 429 comes',
      injections: [alienError({ status: 429, text: 'come back later' }).for({ provider: 'openai' })],
    },
  ],
})
