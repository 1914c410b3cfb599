import { z } from 'zod'
import { defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({})

/**
 * Nothing listens where the provider should be: the connection is refused at once.
 * Seen in: AWS us-east-1 on 2025-10-19/20 (aws.amazon.com/message/101925).
 * @example
 * chaos.inject(connectionRefused().first(1))
 */
export const connectionRefused: FaultFactory<typeof parameters> = defineFault({
  name: 'connection-refused',
  summary: 'the connection is refused at once',
  family: 'Connection',
  needs: [],
  shows: 'network-error',
  persistence: 'transient',
  frequency: 'occasional',
  sources: ['https://aws.amazon.com/message/101925'],
  breaks: ['falls-back', 'typed-errors', 'errors-name-cause'],
  parameters,
  deliver: () => [{ type: 'end', how: 'reset', code: 'ECONNREFUSED' }],
})
