import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { serverError, slowFirstToken } from '../faults/index.ts'

/**
 * OpenAI fails for four minutes; later every response is 30 s late.
 * @example
 * chaos.play(openaiThirtySecondHang({ from: '19m', to: '30m' }))
 */
export const openaiThirtySecondHang: RecipeFactory = defineRecipe({
  name: 'openai-thirty-second-hang',
  summary: 'OpenAI fails for four minutes; 15 minutes later every response is 30 s late',
  story:
    'On 2024-12-04 an OpenAI load balancer returned the status 530 to every API call for four minutes. ' +
    'From 16:07 to 17:37 PT its identity service had lost its DNS cache, and each call waited 30 s first. ' +
    'Clients with a shorter timeout aborted nearly half of those calls.',
  sources: ['https://status.openai.com/incidents/55qs3vq1m35z'],
  sourced: [
    'the status 530 for all calls, for four minutes',
    'the pause of 15 minutes',
    '30 s before the answer, for all calls, for 90 minutes',
  ],
  assumed: [],
  invented: [],
  breaks: ['settles-within', 'abort-propagates', 'falls-back'],
  phases: [
    { from: 0, to: '4m', what: 'every call gets a 530', injections: [serverError({ status: 530 }).for('openai')] },
    { from: '4m', to: '19m', what: 'all is well', injections: [] },
    { from: '19m', to: '109m', what: 'every response is 30 s late', injections: [slowFirstToken({ by: '30s' }).for('openai')] },
  ],
})
