import { z } from 'zod'
import { defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({})

/**
 * The connection is refused immediately, as if nothing listened on the port.
 * Reported in: Node's `ECONNREFUSED`, which a client gets if no process listens (nodejs.org/api/errors.html).
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
  sources: ['https://nodejs.org/api/errors.html#common-system-errors'],
  breaks: ['falls-back', 'typed-errors', 'errors-identify-cause'],
  isUnreached: true,
  parameters,
  deliver: () => [{ type: 'end', how: 'reset', code: 'ECONNREFUSED' }],
})
