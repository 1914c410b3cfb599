import { connectionReset, nameNotFound } from '../faults/index.ts'
import { defineRecipe, type RecipeFactory } from '../src/engine/recipe.ts'

/**
 * Names lead nowhere, and later connections break.
 * @example
 * chaos.play(usEast1EmptyDns({ speed: 10 }))
 */
export const usEast1EmptyDns: RecipeFactory = defineRecipe({
  name: 'us-east-1-empty-dns',
  summary: 'names lead nowhere, and later connections break',
  story:
    'On 2025-10-20 a name in AWS us-east-1 had no addresses for hours. ' +
    'Later load balancers dropped connections. ' +
    'None of it had an HTTP status.',
  sources: ['https://aws.amazon.com/message/101925'],
  sourced: ['the three parts and how long each was'],
  assumed: ['90 % and 15 % of the calls'],
  breaks: ['settles-within', 'errors-name-cause', 'falls-back'],
  phases: [
    { from: 0, to: '172m', what: 'names lead nowhere', injections: [nameNotFound().for({ provider: 'bedrock' }).chance(0.9)] },
    { from: '342m', to: '861m', what: 'connections break', injections: [connectionReset().for({ provider: 'bedrock' }).chance(0.15)] },
  ],
})
