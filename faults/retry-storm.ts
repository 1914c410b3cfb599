import { z } from 'zod'
import { duration, defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  duration: duration.default(30_000).describe('how long it lasts without retries, in ms'),
  perRetry: duration.default(5_000).describe('how much longer each retry makes it last, in ms'),
})

/**
 * Retries keep an overload alive: each one makes it last longer. Clients that wait see it end.
 * Reported in: OpenAI, which believed that retries kept its servers down; a repaired health check ended it (status.openai.com, 01JMYB40J9DVR9D13RJN1W5SWV).
 * @example
 * chaos.inject(retryStorm({ duration: '30s', perRetry: '10s' }))
 */
export const retryStorm: FaultFactory<typeof parameters> = defineFault({
  name: 'retry-storm',
  summary: 'each retry extends the overload',
  family: 'Outages',
  needs: [],
  shows: '5xx',
  persistence: 'transient',
  frequency: 'rare',
  sources: [
    'https://status.openai.com/incidents/01JMYB40J9DVR9D13RJN1W5SWV/write-up',
    'https://sre.google/sre-book/addressing-cascading-failures/',
  ],
  breaks: ['backs-off', 'retries-at-most', 'falls-back'],
  parameters,
  state: (): { until: number | undefined } => ({ until: undefined }),
  admit(call, { parameters: { duration: ms, perRetry }, state }) {
    state.until ??= call.at + ms
    if (call.at >= state.until) return undefined
    if (call.attempt > 0) state.until += perRetry
    return { kind: 'overloaded' }
  },
})
