import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { wrongErrorFormat, serverError } from '../faults/index.ts'

/**
 * Gateways fail for an hour, then a 429 has a body that is not an error object.
 * @example
 * chaos.play(openaiRoutingCollapse({ speed: 10 }))
 */
export const openaiRoutingCollapse: RecipeFactory = defineRecipe({
  name: 'openai-routing-collapse',
  summary: 'gateways fail for an hour, then a 429 has a body that is not an error object',
  story:
    'On 2023-11-08 OpenAI routers ran out of memory, on a morning of record traffic. ' +
    'An outside probe got 502 and 503, and later a 429 with the body "come back later". ' +
    'Error parsers had never seen that body.',
  sources: [
    'https://status.openai.com/incidents/00fpy0yxrx1q',
    'https://apicontext.com/openai-outage-chatgpt-down-apimetrics-tells-the-story',
  ],
  sourced: [
    'routers out of memory on a morning of record traffic',
    'three 502s for each 503, and the body of the 429, from an outside probe',
  ],
  assumed: [
    'one call in 33 that passes, over both tests of the probe',
    'that each call is drawn separately',
    'that no call passes in the last half hour',
  ],
  invented: [],
  breaks: ['errors-identify-cause', 'typed-errors', 'backs-off'],
  phases: [
    {
      from: 0,
      to: '81m',
      what: 'gateways fail',
      injections: [
        serverError({ status: 502 }).for({ provider: 'openai' }).chance(0.7275),
        // Drawn if the first has not fired: 0.2725 x 0.89 = 0.2425, a third of the first. One call in 33 passes.
        serverError({ status: 503 }).for({ provider: 'openai' }).chance(0.89),
      ],
    },
    {
      from: '81m',
      to: '115m',
      what: '429s with an unknown body',
      injections: [wrongErrorFormat({ status: 429, text: 'come back later' }).for({ provider: 'openai' })],
    },
  ],
})
