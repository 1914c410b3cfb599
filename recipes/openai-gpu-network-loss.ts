import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { serverError, slowFirstToken } from '../faults/index.ts'

/**
 * OpenAI is half broken for most of a day: a quarter of the calls fails, and the next try mostly works.
 * @example
 * chaos.play(openaiGpuNetworkLoss({ from: '2h', to: '4h' }))
 */
export const openaiGpuNetworkLoss: RecipeFactory = defineRecipe({
  name: 'openai-gpu-network-loss',
  summary: 'a quarter of the calls to OpenAI fails, for most of a day',
  story:
    'On 2025-06-09 an automatic update of the operating system took GPU nodes of OpenAI off the network, and thousands had to be set up anew. ' +
    'For more than half a day API calls failed, a quarter of them at the worst. ' +
    'No single call tells of it, three tries nearly always succeed, and whoever gives a provider up at the first error gives it up for nothing.',
  sources: ['https://status.openai.com/incidents/01JXCAW3K3JAE0EP56AEZ7CBG3/write-up'],
  sourced: ['5 % of the calls at first, 25 % at the worst', 'models back after 604 minutes, the API whole again after 774'],
  assumed: ['when the worst began and ended', '10 % while models come back, 2 % after', 'that a third of the first tokens comes 2 s later'],
  breaks: ['retries-at-most', 'spends-at-most', 'settles-within'],
  phases: [
    { from: 0, to: '144m', what: 'some calls fail', injections: [serverError().for('openai').chance(0.05)] },
    { from: '144m', to: '504m', what: 'a quarter of the calls fails', injections: [serverError().for('openai').chance(0.25)] },
    { from: '504m', to: '604m', what: 'models come back', injections: [serverError().for('openai').chance(0.1)] },
    { from: '604m', to: '774m', what: 'hardly any call fails', injections: [serverError().for('openai').chance(0.02)] },
    {
      from: 0,
      to: '774m',
      what: 'answers begin late',
      injections: [
        slowFirstToken({ by: '2s' })
          .for('openai')
          .chance(1 / 3),
      ],
    },
  ],
})
