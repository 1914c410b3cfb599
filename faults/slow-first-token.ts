import { z } from 'zod'
import { insertBeforeStart, waitOf, duration, defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  by: duration.default(30_000).describe('how much later the first sign of an answer comes, in ms'),
})

/**
 * The first sign of an answer comes late; then all goes its way.
 * Seen in: OpenAI on 2024-12-04, where every request stalled 30 s before it worked (status.openai.com/incidents/55qs3vq1m35z).
 * @example
 * chaos.inject(slowFirstToken({ by: '30s' }))
 */
export const slowFirstToken: FaultFactory<typeof parameters> = defineFault({
  name: 'slow-first-token',
  summary: 'the first sign of an answer comes late',
  family: 'Latency',
  needs: [],
  shows: 'delay',
  persistence: 'transient',
  frequency: 'common',
  sources: ['https://status.openai.com/incidents/55qs3vq1m35z'],
  breaks: ['settles-within', 'abort-propagates'],
  parameters,
  deliver: (beats, { parameters: { by } }) => insertBeforeStart(beats, () => waitOf(by)),
})
