import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { connectionRefused } from '../faults/index.ts'

/**
 * Nothing listens for an hour, then half of the traffic comes through.
 * @example
 * chaos.play(loadBalancerHour({ speed: 10 }))
 */
export const loadBalancerHour: RecipeFactory = defineRecipe({
  name: 'load-balancer-hour',
  summary: 'nothing listens for an hour, then half of the traffic comes through',
  story:
    'On 2022-08-19 all endpoints of OpenAI were dark for an hour. ' +
    'Half of the traffic was back then. ' +
    'Automation stood in the way of the rest for two more hours.',
  sources: ['https://status.openai.com/incidents/ljkf68byn8bm'],
  sourced: ['an hour without an answer, then half of the traffic, and two more hours until all of it'],
  assumed: ['refused connections', 'an even recovery'],
  invented: [],
  breaks: ['falls-back', 'settles-within', 'retries-at-most', 'recovers-within'],
  phases: [
    { from: 0, to: '60m', what: 'nothing listens', injections: [connectionRefused().for({ provider: 'openai' })] },
    {
      from: '60m',
      to: '180m',
      what: 'half comes through',
      injections: [connectionRefused().for({ provider: 'openai' }).ramp(0.5, 0, '2h')],
    },
  ],
})
