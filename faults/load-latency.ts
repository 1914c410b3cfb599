import { z } from 'zod'
import { insertAt, waitOf, duration, defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  capacity: z.int().positive().default(20).describe('calls in flight at which the provider is full'),
  service: duration.default(500).describe('how long the work for one call takes, in ms'),
})

const highestLoad = 0.95

function waitFor(calls: number, capacity: number, service: number): number {
  const load = Math.min(calls / capacity, highestLoad)
  const beyond = Math.max(0, calls - capacity * highestLoad)
  return Math.round(service * (load / (1 - load) + beyond))
}

/**
 * The more calls are in flight, the longer each waits: little at first, then sharply more, like a queue.
 * The wait follows an M/M/1 queue: one service time at 50% of the capacity, 4 service times at 80%, 19 at 95%, and
 * one more for each further call.
 * Reported in: a 7B model on one GPU, 53 ms to the first token at 4 calls in parallel and 840 ms at 48 (mushfiqrahman.dev); arXiv 2401.17644.
 * @example
 * chaos.inject(loadLatency({ capacity: 20, service: '500ms' }))
 */
export const loadLatency: FaultFactory<typeof parameters> = defineFault({
  name: 'load-latency',
  summary: 'latency grows with the number of open calls',
  family: 'Latency',
  needs: ['concurrent-calls'],
  shows: 'delay',
  persistence: 'transient',
  frequency: 'occasional',
  sources: [
    'https://www.peakinfer.com/blog/what-changes-when-100-users-hit-your-llm',
    'https://arxiv.org/abs/2401.17644',
    'https://sre.google/sre-book/addressing-cascading-failures/',
  ],
  breaks: ['settles-within', 'retries-at-most'],
  parameters,
  deliver(beats, { parameters: { capacity, service }, inFlight }) {
    const wait = waitFor(inFlight() - 1, capacity, service)
    return insertAt(beats, { at: 'before-headers' }, () => waitOf(wait))
  },
})
