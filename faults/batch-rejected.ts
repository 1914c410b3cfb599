import { z } from 'zod'
import { defineFault, type FaultFactory } from '../src/kit.ts'

const reasons = { 'token-limit': { kind: 'rate-limit-tokens' }, 'invalid-request': { kind: 'bad-request' } } as const

const parameters = z.object({
  reason: z.enum(['token-limit', 'invalid-request']).default('token-limit').describe('why: the queue is full, or a request is not valid'),
})

/**
 * A batch is accepted and fails validation, before any request is processed. OpenAI gives it the status `failed`, with
 * `errors`; with Anthropic, every result is an error.
 * Reported in: OpenAI's limit on enqueued tokens, which a client sees only when it retrieves the batch.
 * @example
 * chaos.inject(batchRejected({ reason: 'token-limit' }).first(1))
 */
export const batchRejected: FaultFactory<typeof parameters> = defineFault({
  name: 'batch-rejected',
  summary: 'a batch fails validation after it was accepted',
  family: 'Batches',
  needs: ['batch'],
  shows: 'incomplete',
  persistence: 'transient',
  frequency: 'common',
  sources: ['https://github.com/openai/openai-python/issues/2084', 'https://github.com/openai/openai-python/issues/1643'],
  breaks: ['settles-within', 'errors-identify-cause'],
  parameters,
  answer(reply, { parameters: { reason } }) {
    const { batch } = reply
    if (batch === undefined) return reply
    const rejection = reasons[reason]
    return { ...reply, batch: { rejection, results: batch.results.map((result) => ({ ...result, work: 0, problem: rejection })) } }
  },
})
