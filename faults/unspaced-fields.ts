import { z } from 'zod'
import { changeBytes, defineFault, isEventStream, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({})

const [colon, space, lineFeed, carriageReturn] = [0x3a, 0x20, 0x0a, 0x0d]
const lowerCase = (byte: number): boolean => byte >= 0x61 && byte <= 0x7a

/** The bytes without the space after each field name. Comments and the data stay unchanged. */
function unspaced(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const kept: number[] = []
  let isName = true
  for (const [index, byte] of bytes.entries()) {
    const isSpace = byte === space && isName && bytes[index - 1] === colon && index > 1 && lowerCase(bytes[index - 2]!)
    if (!isSpace) kept.push(byte)
    if (byte === lineFeed || byte === carriageReturn) isName = true
    else if (!lowerCase(byte) && byte !== colon) isName = false
  }
  return Uint8Array.from(kept)
}

/**
 * The fields of each event have no space after the colon, `data:{...}`, as the event stream specification allows.
 * Reported in: https://github.com/davidmigloz/langchain_dart/issues/778.
 * @example
 * chaos.inject(unspacedFields())
 */
export const unspacedFields: FaultFactory<typeof parameters> = defineFault({
  name: 'unspaced-fields',
  summary: 'stream fields have no space after the colon',
  family: 'Stream',
  needs: ['stream'],
  shows: 'nothing',
  persistence: 'sticky',
  frequency: 'occasional',
  sources: ['https://github.com/davidmigloz/langchain_dart/issues/778', 'https://github.com/openai/openai-python/pull/559'],
  breaks: ['streamed-equals-final', 'typed-errors'],
  parameters,
  transport: (items) => changeBytes(items, isEventStream, (chunk) => ({ ...chunk, bytes: unspaced(chunk.bytes) })),
})
