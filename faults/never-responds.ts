import { z } from 'zod'
import { defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({})

/**
 * The request arrives, but the provider never responds. Only the client's own timeout ends the call.
 * Reported in: OpenAI on 2024-12-04, when 45% of the requests ended with a client timeout (status.openai.com/incidents/55qs3vq1m35z).
 * @example
 * chaos.inject(neverResponds().nth(1))
 */
export const neverResponds: FaultFactory<typeof parameters> = defineFault({
  name: 'never-responds',
  summary: 'the provider never responds',
  family: 'Connection',
  needs: [],
  shows: 'silence',
  persistence: 'transient',
  frequency: 'occasional',
  sources: ['https://status.openai.com/incidents/55qs3vq1m35z'],
  breaks: ['settles-within', 'abort-propagates', 'falls-back'],
  parameters,
  deliver: () => [{ type: 'end', how: 'hang' }],
})
