import { z } from 'zod'
import { defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({})

/**
 * The request arrives, and no answer ever comes: not a byte, not an end. Only the client's own timeout helps.
 * Seen in: OpenAI on 2024-12-04, where 45 % of the requests ended by the clients' own time-outs (status.openai.com/incidents/55qs3vq1m35z).
 * @example
 * chaos.inject(neverResponds().nth(1))
 */
export const neverResponds: FaultFactory<typeof parameters> = defineFault({
  name: 'never-responds',
  summary: 'no answer ever comes',
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
