import { z } from 'zod'
import { insertAt, waitOf, duration, defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  by: duration.default(30_000).describe('delay of the first token, in ms'),
  at: z
    .enum(['before-headers', 'after-headers', 'after-opening'])
    .optional()
    .describe('the place of the wait: before the headers, after them, or after the events that open a stream. Default: before-headers'),
})

/**
 * The first token is late. The rest of the answer arrives at its usual pace.
 * Reported in: OpenAI on 2024-12-04, when every request stalled 30 s before it worked (status.openai.com/incidents/55qs3vq1m35z).
 * @example
 * chaos.inject(slowFirstToken({ by: '30s' }))
 */
export const slowFirstToken: FaultFactory<typeof parameters> = defineFault({
  name: 'slow-first-token',
  summary: 'the first token is late',
  family: 'Latency',
  needs: [],
  shows: 'delay',
  persistence: 'transient',
  frequency: 'common',
  sources: ['https://status.openai.com/incidents/55qs3vq1m35z'],
  breaks: ['settles-within', 'abort-propagates'],
  parameters,
  deliver: (beats, { parameters: { by, at = 'before-headers' } }) => insertAt(beats, { at }, () => waitOf(by)),
})
