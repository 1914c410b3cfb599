import { z } from 'zod'
import { defineFault, withParts, jsonOfVector, numbersOf, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  kind: z.enum(['not-a-number', 'zeros']).default('not-a-number').describe('what replaces the numbers'),
})

/**
 * A vector is unusable: all its numbers are NaN (written as null in JSON) or zero. It is equally near to every text.
 * Reported in: https://github.com/ollama/ollama/issues/14657 (an embedding model computes NaN for some documents).
 * @example
 * chaos.inject(invalidVector({ kind: 'zeros' }))
 */
export const invalidVector: FaultFactory<typeof parameters> = defineFault({
  name: 'invalid-vector',
  summary: 'embeddings contain NaN or only zeros',
  family: 'Embeddings',
  needs: ['vectors'],
  shows: 'wrong-vectors',
  persistence: 'sticky',
  frequency: 'rare',
  sources: ['https://github.com/ollama/ollama/issues/14657', 'https://github.com/ollama/ollama/pull/16408'],
  breaks: ['typed-errors', 'schema-valid-or-error'],
  parameters,
  answer: (reply, { call, parameters: { kind } }) =>
    call.operation === 'embed'
      ? withParts(reply, (part) =>
          part.type === 'data'
            ? { ...part, text: jsonOfVector(numbersOf(part.text).map(() => (kind === 'zeros' ? 0 : Number.NaN))) }
            : part,
        )
      : reply,
})
