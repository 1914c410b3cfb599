import { z } from 'zod'
import { defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  share: z.number().min(0).max(1).default(0.3).describe('the share of the results that are missing; one at least'),
})

/**
 * A batch counts all its requests as done, but some results are missing.
 * Reported in: batches with 10 to 50% of the results missing, one of which counted all six as completed and had one.
 * @example
 * chaos.inject(batchResultsMissing({ share: 0.1 }))
 */
export const batchResultsMissing: FaultFactory<typeof parameters> = defineFault({
  name: 'batch-results-missing',
  summary: 'batch results are missing for some requests',
  family: 'Batches',
  needs: ['batch'],
  shows: 'truncation',
  persistence: 'transient',
  frequency: 'rare',
  sources: ['https://github.com/cds-snc/ai-answers/issues/1272'],
  breaks: ['no-silent-truncation', 'keeps-partial-results'],
  parameters,
  answer(reply, { parameters: { share }, random }) {
    const { batch } = reply
    if (batch === undefined || batch.results.length === 0) return reply
    const surely = random.integer(0, batch.results.length - 1)
    const results = batch.results.map((result, index) =>
      random.chance(share) || index === surely ? { ...result, isUnlisted: true as const } : result,
    )
    return { ...reply, batch: { ...batch, results } }
  },
})
