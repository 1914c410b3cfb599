import { z } from 'zod'
import { defineFault, type FaultFactory, type FrameItem } from '../src/kit.ts'

const parameters = z.object({
  bytes: z.int().positive().max(10_000_000).default(200_000).describe('how much it writes; a pipe of Linux holds 65,536 bytes'),
})

const line = '[warn] cache miss, the index is read again\n'

/** The text written to stderr when the process starts. */
function* logged(items: Iterable<FrameItem>, bytes: number): Generator<FrameItem, void, undefined> {
  for (const item of items) {
    yield item
    if (item.type !== 'head') continue
    const raw = line.repeat(Math.ceil(bytes / line.length)).slice(0, bytes)
    yield { type: 'frame', role: 'opening', data: '', raw, output: 'stderr' }
  }
}

/**
 * A tool server writes a long log to stderr. Once the pipe is full, it waits until the app reads it, and sends no answers.
 * Reported in: clients that opened a pipe but never read it.
 * @example
 * chaos.inject(stderrNoise({ bytes: 100_000 }))
 */
export const stderrNoise: FaultFactory<typeof parameters> = defineFault({
  name: 'stderr-noise',
  summary: 'a tool server writes a long log to stderr',
  family: 'Tool servers',
  needs: ['process'],
  shows: 'nothing',
  persistence: 'permanent',
  frequency: 'occasional',
  sources: ['https://github.com/mark3labs/mcp-go/issues/956', 'https://github.com/Quack6765/Eidon-AI/pull/247'],
  breaks: ['settles-within'],
  parameters,
  frame: (items, { call, parameters: { bytes } }) => (call.operation === 'start-server' ? logged(items, bytes) : items),
})
