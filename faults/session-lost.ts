import { z } from 'zod'
import { defineFault, type FaultFactory, type Problem } from '../src/kit.ts'

const parameters = z.object({
  status: z
    .union([z.literal(404), z.literal(400), z.literal(503)])
    .default(404)
    .describe('the HTTP status; the specification requires 404'),
})

/**
 * A tool server loses the session, such as after a restart. The client must start a new one with `initialize`.
 * Reported in: clients that keep sending the lost ID, and servers that answer 400 or 503 instead of 404.
 * @example
 * chaos.inject(sessionLost({ status: 404 }).first(1))
 */
export const sessionLost: FaultFactory<typeof parameters> = defineFault({
  name: 'session-lost',
  summary: 'the tool server no longer knows the session',
  family: 'Tool servers',
  needs: ['session'],
  shows: '4xx-permanent',
  persistence: 'transient',
  frequency: 'common',
  sources: [
    'https://github.com/modelcontextprotocol/python-sdk/issues/3556',
    'https://github.com/modelcontextprotocol/rust-sdk/issues/733',
    'https://github.com/markmhendrickson/neotoma/issues/1923',
  ],
  breaks: ['recovers-session', 'recovers-within', 'settles-within'],
  parameters,
  admit({ inSession }, { parameters: { status } }): Problem | undefined {
    if (inSession !== true) return undefined
    const kind = status === 503 ? 'unavailable' : status === 400 ? 'bad-request' : 'not-found'
    return { kind, about: 'session', passes: true, status }
  },
})
