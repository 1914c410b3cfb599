import { z } from 'zod'
import { defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  to: z.string().min(1).default('priority').describe('the class of service that the reply names'),
})

/**
 * The response is billed at another service tier. Nothing else shows it.
 * Reported in: OpenAI's service tiers: the response names the tier that was used, and a project's default can change it.
 * @example
 * chaos.inject(serviceTierChanged({ to: 'priority' }))
 */
export const serviceTierChanged: FaultFactory<typeof parameters> = defineFault({
  name: 'service-tier-changed',
  summary: 'the response is billed at another service tier',
  family: 'Usage and cost',
  needs: ['generation'],
  shows: 'wrong-metadata',
  persistence: 'permanent',
  frequency: 'rare',
  sources: ['https://platform.openai.com/docs/guides/priority-processing'],
  breaks: ['spends-at-most'],
  parameters,
  answer: (reply, { parameters: { to } }) => (reply.serviceTier === to ? reply : { ...reply, serviceTier: to }),
})
