import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { connectionRefused } from '../faults/index.ts'

/**
 * Connections are refused for an hour, then half of the traffic passes.
 * @example
 * chaos.play(loadBalancerHour({ speed: 10 }))
 */
export const loadBalancerHour: RecipeFactory = defineRecipe({
  name: 'load-balancer-hour',
  summary: 'connections are refused for an hour, then half of the traffic passes',
  story:
    'On 2022-08-19 all endpoints of OpenAI were down for an hour. ' +
    'Then half of the traffic passed again. ' +
    'Automation delayed the rest for two more hours.',
  sources: ['https://status.openai.com/incidents/ljkf68byn8bm'],
  sourced: ['an hour without an answer, then half of the traffic, and two more hours until all of it'],
  assumed: ['refused connections', 'an even recovery'],
  invented: [],
  breaks: ['falls-back', 'settles-within', 'retries-at-most', 'recovers-within'],
  phases: [
    { from: 0, to: '60m', what: 'connections are refused', injections: [connectionRefused().for({ provider: 'openai' })] },
    {
      from: '60m',
      to: '180m',
      what: 'half of the calls pass',
      injections: [connectionRefused().for({ provider: 'openai' }).ramp(0.5, 0, '2h')],
    },
  ],
})
