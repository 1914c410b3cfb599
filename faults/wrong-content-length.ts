import { z } from 'zod'
import { defineFault, hasBody, type FaultFactory, type Chunk, type ChunkItem } from '../src/kit.ts'

const parameters = z.object({
  bytes: z.int().positive().default(200).describe('the length that the header promises'),
})

function cut({ bytes }: Chunk, length: number): Chunk[] {
  return length > 0 ? [{ type: 'chunk', bytes: bytes.slice(0, length), frames: [] }] : []
}

function* within(items: Iterable<ChunkItem>, promised: number): Generator<ChunkItem, void, undefined> {
  let sent = 0
  let isApplied = false
  for (const item of items) {
    if (item.type === 'head') isApplied = hasBody(item)
    if (!isApplied) yield item
    else if (item.type === 'head') yield { ...item, headers: { ...item.headers, 'content-length': String(promised) } }
    else if (item.type === 'end' && item.how === 'close')
      yield sent === promised ? item : { type: 'end', how: 'reset', code: 'UND_ERR_SOCKET' }
    else if (item.type !== 'chunk') yield item
    else {
      if (sent + item.bytes.length > promised) {
        yield* cut(item, promised - sent)
        return yield { type: 'end', how: 'close' }
      }
      sent += item.bytes.length
      yield item
    }
  }
}

/**
 * Content-Length differs from the length of the body. A longer body is truncated there. If the body is shorter, the client
 * waits for the rest until the connection closes.
 * Reported in: undici, which has its own errors for both (UND_ERR_RES_CONTENT_LENGTH_MISMATCH, UND_ERR_SOCKET).
 * @example
 * chaos.inject(wrongContentLength({ bytes: 100 }))
 */
export const wrongContentLength: FaultFactory<typeof parameters> = defineFault({
  name: 'wrong-content-length',
  summary: 'the Content-Length header does not match the body',
  family: 'Connection',
  needs: [],
  shows: 'truncation',
  persistence: 'transient',
  frequency: 'rare',
  sources: ['https://github.com/nodejs/undici/blob/main/docs/docs/api/Errors.md'],
  breaks: ['no-silent-truncation', 'typed-errors', 'schema-valid-or-error'],
  parameters,
  transport: (items, { parameters: { bytes } }) => within(items, bytes),
})
