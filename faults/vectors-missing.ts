import { z } from 'zod'
import { defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  count: z.int().positive().max(2_048).default(1).describe('how many vectors are missing'),
  from: z.enum(['start', 'end']).default('end').describe('the end of the list at which they are missing; at the start, all others move up'),
})

/**
 * The response has fewer vectors than the request has texts. Code that pairs them by position assigns wrong vectors.
 * Short batches went unnoticed.
 * Reported in: https://github.com/vercel/ai/issues/20359 and https://github.com/mem0ai/mem0/pull/5966.
 * @example
 * chaos.inject(vectorsMissing({ count: 2, from: 'start' }))
 */
export const vectorsMissing: FaultFactory<typeof parameters> = defineFault({
  name: 'vectors-missing',
  summary: 'the response has fewer embeddings than inputs',
  family: 'Embeddings',
  needs: ['vectors'],
  shows: 'wrong-vectors',
  persistence: 'transient',
  frequency: 'rare',
  sources: ['https://github.com/vercel/ai/issues/20359', 'https://github.com/mem0ai/mem0/pull/5966'],
  breaks: ['typed-errors', 'schema-valid-or-error'],
  parameters,
  answer(reply, { call, parameters: { count, from } }) {
    if (call.operation !== 'embed' || reply.parts.length === 0) return reply
    const left = Math.max(0, reply.parts.length - count)
    return { ...reply, parts: from === 'end' ? reply.parts.slice(0, left) : reply.parts.slice(reply.parts.length - left) }
  },
})
