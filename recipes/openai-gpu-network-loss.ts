import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { serverError, slowFirstToken } from '../faults/index.ts'

/**
 * Up to a quarter of the calls to OpenAI fail, for half a day.
 * @example
 * chaos.play(openaiGpuNetworkLoss({ from: '2h', to: '4h' }))
 */
export const openaiGpuNetworkLoss: RecipeFactory = defineRecipe({
  name: 'openai-gpu-network-loss',
  summary: 'up to a quarter of the calls to OpenAI fail, for half a day',
  story:
    'On 2025-06-09 an automatic update of the operating system took OpenAI GPU nodes off the network, and thousands had to be set up again. ' +
    'API calls failed for more than half a day, a quarter of them at the peak, within six hours. ' +
    'Three attempts nearly always succeed, so an app that leaves a provider at the first error leaves it without need.',
  sources: ['https://status.openai.com/incidents/01JXCAW3K3JAE0EP56AEZ7CBG3/write-up'],
  sourced: [
    '5% of the calls at first, 25% at the peak',
    'the six hours of the peak',
    'models back after 604 minutes, the API fully recovered after 774',
  ],
  assumed: ['25% for all of the six hours', '10% while models recover, 2% after', 'a third of the first tokens 2 s later'],
  invented: [],
  breaks: ['retries-at-most', 'spends-at-most', 'settles-within'],
  phases: [
    { from: 0, to: '144m', what: 'some calls fail', injections: [serverError().for('openai').chance(0.05)] },
    { from: '144m', to: '504m', what: 'a quarter of the calls fails', injections: [serverError().for('openai').chance(0.25)] },
    { from: '504m', to: '604m', what: 'models recover', injections: [serverError().for('openai').chance(0.1)] },
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
