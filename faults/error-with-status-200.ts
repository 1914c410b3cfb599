import { z } from 'zod'
import { defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  kind: z
    .enum(['overloaded', 'server-error', 'rate-limit-requests', 'rate-limit-tokens', 'quota-exhausted', 'model-not-found', 'unavailable'])
    .default('overloaded')
    .describe('the error that the provider reports'),
})

/**
 * The provider's own error arrives with status 200, even if a stream was requested. SDKs treat it as an answer. A body that repeats the
 * status keeps that of the error.
 * Reported in: https://github.com/runpod-workers/worker-vllm/issues/57.
 * @example
 * chaos.inject(errorWithStatus200({ kind: 'quota-exhausted' }).chance(0.05))
 */
export const errorWithStatus200: FaultFactory<typeof parameters> = defineFault({
  name: 'error-with-status-200',
  summary: 'an error arrives with status 200',
  family: 'HTTP errors',
  needs: [],
  shows: 'empty',
  persistence: 'transient',
  frequency: 'occasional',
  sources: ['https://github.com/runpod-workers/worker-vllm/issues/57', 'https://openrouter.ai/docs/api/reference/errors-and-debugging'],
  breaks: ['typed-errors', 'errors-identify-cause', 'falls-back'],
  parameters,
  admit: (_call, { parameters: { kind } }) => ({ kind, isUnmarked: true }),
})
