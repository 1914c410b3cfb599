import { z } from 'zod'
import { defineFault, inPieces, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  size: z.int().positive().default(1).describe('bytes in a chunk; characters and events are split at any byte'),
})

/**
 * Chunks split events, lines and characters. All bytes arrive, so a client that decodes correctly sees no difference.
 * Reported in: every real network; https://github.com/openai/openai-node/blob/master/src/internal/decoders/line.ts handles it.
 * @example
 * chaos.inject(splitBytes({ size: 3 }))
 */
export const splitBytes: FaultFactory<typeof parameters> = defineFault({
  name: 'split-bytes',
  summary: 'chunks split events and characters',
  family: 'Stream',
  needs: [],
  shows: 'nothing',
  persistence: 'transient',
  frequency: 'common',
  sources: ['https://github.com/openai/openai-node/blob/master/src/internal/decoders/line.ts'],
  breaks: ['streamed-equals-final'],
  parameters,
  transport: (items, { parameters: { size } }) => inPieces(items, size),
})
