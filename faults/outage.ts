import { z } from 'zod'
import { defineFault, type FaultFactory, type ProblemKind } from '../src/kit.ts'

const parameters = z.object({
  hanging: z.number().min(0).max(1).default(0.1).describe('the share of calls that get no answer at all'),
})

const kinds: readonly ProblemKind[] = ['server-error', 'bad-gateway', 'unavailable']

/**
 * Everything is down: a provider, or with `.for(...)` a model, an endpoint or a region. Most calls are refused, some hang.
 * Reported in: OpenAI on 2024-12-11, four hours in which its API was down (status.openai.com/incidents/ctrsv3lwd797). The mix of refused
 * and hanging calls is an assumption.
 * @example
 * chaos.inject(outage({ hanging: 0.2 }).for('openai').between('0s', '4h'))
 */
export const outage: FaultFactory<typeof parameters> = defineFault({
  name: 'outage',
  summary: 'calls fail in several ways, and some hang',
  family: 'Outages',
  needs: [],
  shows: '5xx',
  persistence: 'transient',
  frequency: 'occasional',
  sources: ['https://status.openai.com/incidents/ctrsv3lwd797', 'https://arxiv.org/abs/2501.12469'],
  breaks: ['falls-back', 'settles-within', 'retries-at-most'],
  parameters,
  admit: (_call, { random }) => ({ kind: random.pick(kinds) }),
  deliver: (beats, { parameters: { hanging }, random }) => (random.chance(hanging) ? [{ type: 'end', how: 'hang' }] : beats),
})
