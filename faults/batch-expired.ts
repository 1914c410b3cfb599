import { z } from 'zod'
import { defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  done: z.number().min(0).max(1).default(0.5).describe('the share of the requests that are done before the batch expires'),
})

/**
 * A batch expires after 24 hours. Some requests have results, the others were never processed.
 * Reported in: the batch guides of OpenAI and Anthropic.
 * @example
 * chaos.inject(batchExpired({ done: 0.8 }).for('openai'))
 */
export const batchExpired: FaultFactory<typeof parameters> = defineFault({
  name: 'batch-expired',
  summary: 'a batch expires before all its requests are processed',
  family: 'Batches',
  needs: ['batch'],
  shows: 'incomplete',
  persistence: 'transient',
  frequency: 'occasional',
  sources: ['https://platform.openai.com/docs/guides/batch', 'https://docs.claude.com/en/docs/build-with-claude/batch-processing'],
  breaks: ['keeps-partial-results', 'settles-within'],
  parameters,
  answer(reply, { parameters: { done } }) {
    const { batch } = reply
    if (batch === undefined) return reply
    const kept = Math.min(Math.floor(batch.results.length * done), batch.results.length - 1)
    const results = batch.results.map((result, index) => (index < kept ? result : { ...result, work: Infinity }))
    return { ...reply, batch: { ...batch, results } }
  },
})
