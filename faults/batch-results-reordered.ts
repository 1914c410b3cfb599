import { z } from 'zod'
import { defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({})

/**
 * The results of a batch are not in the order of its requests. Both providers document that the order is not guaranteed: a client
 * matches them by `custom_id`.
 * Reported in: the batch guides of OpenAI and Anthropic, and an app that assigned results to the wrong rows.
 * @example
 * chaos.inject(batchResultsReordered())
 */
export const batchResultsReordered: FaultFactory<typeof parameters> = defineFault({
  name: 'batch-results-reordered',
  summary: 'batch results are not in the order of the requests',
  family: 'Batches',
  needs: ['batch'],
  shows: 'nothing',
  persistence: 'transient',
  frequency: 'common',
  sources: [
    'https://platform.openai.com/docs/guides/batch',
    'https://docs.claude.com/en/docs/build-with-claude/batch-processing',
    'https://github.com/edubruell/tidyllm/issues/37',
  ],
  breaks: ['isolates-tenants'],
  parameters,
  answer(reply, { random }) {
    const { batch } = reply
    if (batch === undefined || batch.results.length < 2) return reply
    // Rotated by at least one place, so every result moves.
    const turn = random.integer(1, batch.results.length - 1)
    return { ...reply, batch: { ...batch, results: [...batch.results.slice(turn), ...batch.results.slice(0, turn)] } }
  },
})
