import { z } from 'zod'
import { spaced, duration, defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  perDelta: duration.default(2_000).describe('how much longer each text or tool-argument event takes, in ms'),
})

/**
 * Deltas arrive slowly, one at a time.
 * Reported in: measurements of hosted models (arXiv 2401.17644, BurstGPT), whose tokens arrive many times slower under load.
 * @example
 * chaos.inject(slowDrip({ perDelta: '5s' }))
 */
export const slowDrip: FaultFactory<typeof parameters> = defineFault({
  name: 'slow-drip',
  summary: 'the answer arrives slowly, delta by delta',
  family: 'Latency',
  needs: [],
  shows: 'delay',
  persistence: 'transient',
  frequency: 'occasional',
  sources: ['https://arxiv.org/abs/2401.17644'],
  breaks: ['settles-within', 'abort-propagates'],
  parameters,
  deliver: (beats, { parameters: { perDelta } }) => spaced(beats, perDelta),
})
