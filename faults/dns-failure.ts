import { z } from 'zod'
import { defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  temporary: z.boolean().default(false).describe('whether the name server fails, so that a retry can help'),
})

/**
 * DNS lookup of the provider's host fails: the name does not exist, or the name server does not answer.
 * Reported in: AWS us-east-1 on 2025-10-19/20, an empty DNS record for hours (aws.amazon.com/message/101925).
 * @example
 * chaos.inject(dnsFailure({ temporary: true }).between('0s', '10m'))
 */
export const dnsFailure: FaultFactory<typeof parameters> = defineFault({
  name: 'dns-failure',
  summary: 'the DNS lookup of the provider fails',
  family: 'Connection',
  needs: [],
  shows: 'network-error',
  persistence: 'transient',
  frequency: 'rare',
  sources: ['https://aws.amazon.com/message/101925'],
  breaks: ['falls-back', 'typed-errors', 'errors-identify-cause'],
  isUnreached: true,
  parameters,
  deliver: (_beats, { parameters: { temporary } }) => [{ type: 'end', how: 'reset', code: temporary ? 'EAI_AGAIN' : 'ENOTFOUND' }],
})
