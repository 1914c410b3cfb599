import { z } from 'zod'
import { defineFault, isEventStream, type Chunk, type ChunkItem, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  missing: z
    .enum(['blank-line', 'newline'])
    .default('blank-line')
    .describe('what is missing after the last event: the blank line, or any newline'),
})

const lineEnds: ReadonlySet<number | undefined> = new Set([0x0a, 0x0d])

function shortened({ bytes, frames }: Chunk, missing: 'blank-line' | 'newline'): Chunk {
  let end = bytes.length
  while (end > 0 && lineEnds.has(bytes[end - 1])) end--
  // The first line end closes the last line; a CR takes its LF along.
  const ended = bytes[end] === 0x0d && bytes[end + 1] === 0x0a ? end + 2 : Math.min(end + 1, bytes.length)
  return { type: 'chunk', bytes: bytes.slice(0, missing === 'newline' ? end : ended), frames }
}

/** Holds back each chunk until it is known whether it is the last one. */
function* lastChanged(items: Iterable<ChunkItem>, change: (chunk: Chunk) => Chunk): Generator<ChunkItem, void, undefined> {
  let held: Chunk | undefined
  let isStream = false
  for (const item of items) {
    if (item.type === 'head') isStream = isEventStream(item)
    const isLast = held !== undefined && item.type === 'end' && item.how === 'close'
    if (held !== undefined) yield isLast ? change(held) : held
    held = item.type === 'chunk' && isStream ? item : undefined
    if (held === undefined) yield item
  }
  if (held !== undefined) yield change(held)
}

/**
 * The last event of the stream ends without its blank line, or without any newline. Parsers that wait for the blank line lose it.
 * Reported in: https://github.com/openai/openai-node/issues/2725.
 * @example
 * chaos.inject(unterminatedEvent({ missing: 'newline' }))
 */
export const unterminatedEvent: FaultFactory<typeof parameters> = defineFault({
  name: 'unterminated-event',
  summary: 'the last event lacks its blank line',
  family: 'Stream',
  needs: ['stream'],
  shows: 'truncation',
  persistence: 'sticky',
  frequency: 'occasional',
  sources: ['https://github.com/openai/openai-node/issues/2725', 'https://github.com/google-gemini/gemini-cli/issues/29059'],
  breaks: ['streamed-equals-final', 'no-silent-truncation'],
  parameters,
  transport: (items, { parameters: { missing } }) => lastChanged(items, (chunk) => shortened(chunk, missing)),
})
