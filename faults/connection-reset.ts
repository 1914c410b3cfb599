import { z } from 'zod'
import { systemCodes, defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  code: z
    .enum([...systemCodes, 'UND_ERR_SOCKET'])
    .default('ECONNRESET')
    .describe('the error behind it, as `cause.code` has it; UND_ERR_SOCKET is a connection that the provider closed'),
})

/**
 * The connection is reset before any response. With other codes it is never established: refused, not found, unreachable.
 * Reported in: AWS us-east-1 on 2025-10-19/20, load balancers dropping connections for 8h39m (aws.amazon.com/message/101925).
 * @example
 * chaos.inject(connectionReset().first(2).for('openai'))
 */
export const connectionReset: FaultFactory<typeof parameters> = defineFault({
  name: 'connection-reset',
  summary: 'the connection is reset before any response',
  family: 'Connection',
  needs: [],
  shows: 'network-error',
  persistence: 'transient',
  frequency: 'common',
  sources: ['https://aws.amazon.com/message/101925'],
  breaks: ['falls-back', 'typed-errors', 'errors-identify-cause'],
  parameters,
  deliver: (_beats, { parameters: { code } }) => [{ type: 'end', how: 'reset', code }],
})
