import { z } from 'zod'
import { defineFault, jsonOfVector, numbersOf, unitVector, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  dimensions: z.int().positive().max(16_384).default(384).describe('how many numbers the vectors have'),
})

function resized(numbers: readonly number[], dimensions: number): number[] {
  return Array.from({ length: dimensions }, (_, index) => numbers[index % numbers.length] ?? 0)
}

/**
 * Vectors differ in length from the stored ones: another model answers, or the requested length is ignored.
 * Reported in: https://github.com/open-webui/open-webui/issues/11279, a collection that accepts no more vectors after an update.
 * @example
 * chaos.inject(wrongDimensions({ dimensions: 768 }))
 */
export const wrongDimensions: FaultFactory<typeof parameters> = defineFault({
  name: 'wrong-dimensions',
  summary: 'embeddings have the wrong number of dimensions',
  family: 'Embeddings',
  needs: ['vectors'],
  shows: 'wrong-vectors',
  persistence: 'permanent',
  frequency: 'occasional',
  sources: ['https://github.com/open-webui/open-webui/issues/11279', 'https://github.com/langgenius/dify/issues/12913'],
  breaks: ['detects-model-swap', 'typed-errors'],
  parameters,
  answer(reply, { call, parameters: { dimensions } }) {
    if (call.operation !== 'embed') return reply
    const vectors = reply.parts.map(({ type, ...part }) => (type === 'data' && 'text' in part ? numbersOf(part.text) : []))
    if (vectors.every((vector) => vector.length === dimensions)) return reply
    return { ...reply, parts: vectors.map((vector) => ({ type: 'data', text: jsonOfVector(unitVector(resized(vector, dimensions))) })) }
  },
})
