import { z } from 'zod'
import { certificateCodes, defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  code: z.enum(certificateCodes).default('CERT_HAS_EXPIRED').describe('error code of the certificate, in `cause.code`'),
})

/**
 * The TLS handshake fails: the certificate has expired, belongs to another host, or cannot be verified.
 * Reported in: Node's errors, one for each case. The most common cause is a company proxy with its own certificate.
 * @example
 * chaos.inject(tlsFailure({ code: 'CERT_HAS_EXPIRED' }))
 */
export const tlsFailure: FaultFactory<typeof parameters> = defineFault({
  name: 'tls-failure',
  summary: 'the TLS handshake fails',
  family: 'Connection',
  needs: [],
  shows: 'network-error',
  persistence: 'permanent',
  frequency: 'rare',
  sources: ['https://nodejs.org/api/tls.html#x509-certificate-error-codes'],
  breaks: ['typed-errors', 'errors-identify-cause', 'falls-back'],
  isUnreached: true,
  parameters,
  deliver: (_beats, { parameters: { code } }) => [{ type: 'end', how: 'reset', code }],
})
