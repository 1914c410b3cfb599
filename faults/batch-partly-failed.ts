import { z } from 'zod'
import { defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  share: z.number().min(0).max(1).default(0.5).describe('the share of the requests that fail; one at least'),
  kind: z
    .enum(['server-error', 'overloaded', 'bad-request', 'rate-limit-tokens'])
    .default('server-error')
    .describe('the error of the failed requests'),
})

/**
 * A batch completes, but some of its requests failed. OpenAI lists them in an error file, Anthropic among the results.
 * Reported in: a batch that completed without an output file, and a client that read a message from every result, failed ones included.
 * @example
 * chaos.inject(batchPartlyFailed({ share: 0.1, kind: 'overloaded' }))
 */
export const batchPartlyFailed: FaultFactory<typeof parameters> = defineFault({
  name: 'batch-partly-failed',
  summary: 'a batch completes, and some of its requests failed',
  family: 'Batches',
  needs: ['batch'],
  shows: 'incomplete',
  persistence: 'transient',
  frequency: 'common',
  sources: ['https://github.com/ProjectTech4DevAI/kaapi-backend/issues/723', 'https://github.com/wandb/weave/pull/7721'],
  breaks: ['keeps-partial-results'],
  parameters,
  answer(reply, { parameters: { share, kind }, random }) {
    const { batch } = reply
    if (batch === undefined) return reply
    const surely = random.integer(0, batch.results.length - 1)
    const results = batch.results.map((result, index) =>
      random.chance(share) || index === surely ? { ...result, problem: { kind } } : result,
    )
    return results.length === 0 ? reply : { ...reply, batch: { ...batch, results } }
  },
})
