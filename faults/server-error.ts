import { z } from 'zod'
import { duration, defineFault, type FaultFactory, type ProblemKind } from '../src/kit.ts'

const parameters = z.object({
  status: z.int().min(500).max(599).default(500).describe('the HTTP status; 520 to 530 are those of an edge in front of the provider'),
  retryAfter: duration.optional().describe('Retry-After in ms'),
  shouldRetry: z.boolean().optional().describe('value of x-should-retry, which the OpenAI and Anthropic SDKs obey before anything else'),
})

const kinds: Readonly<Record<number, ProblemKind>> = { 502: 'bad-gateway', 503: 'unavailable', 504: 'gateway-timeout', 529: 'overloaded' }

/**
 * The provider fails with an internal error.
 * Reported in: OpenAI on 2025-06-10, when a quarter of all API calls failed for hours
 * (status.openai.com/incidents/01JXCAW3K3JAE0EP56AEZ7CBG3).
 * @example
 * chaos.inject(serverError({ status: 503 }).chance(0.25))
 */
export const serverError: FaultFactory<typeof parameters> = defineFault({
  name: 'server-error',
  summary: 'the provider returns a server error',
  family: 'HTTP errors',
  needs: [],
  shows: '5xx',
  persistence: 'transient',
  frequency: 'common',
  sources: ['https://status.openai.com/incidents/01JXCAW3K3JAE0EP56AEZ7CBG3/write-up', 'https://status.openai.com/incidents/55qs3vq1m35z'],
  breaks: ['retries-at-most', 'backs-off', 'falls-back'],
  parameters,
  admit: (_call, { parameters: { status, retryAfter, shouldRetry } }) => ({
    kind: kinds[status] ?? 'server-error',
    status,
    ...(retryAfter === undefined ? {} : { retryAfter }),
    ...(shouldRetry === undefined ? {} : { shouldRetry }),
  }),
})
