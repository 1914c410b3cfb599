import type { Chunk, ChunkItem, Head } from '../model/frame.ts'
import { hasBody } from '../kit/frames.ts'
import type { Provider } from '../model/provider.ts'

/** Returns whether a provider sends the length of a JSON body with this head. */
function sendsLength({ bodyLengths }: Pick<Provider, 'bodyLengths'>, head: Head): boolean {
  const kind = head.status < 400 ? 'answers' : 'errors'
  const isJson = head.headers['content-type']?.startsWith('application/json') === true
  return (bodyLengths === kind || bodyLengths === 'all') && isJson && hasBody(head) && !('content-length' in head.headers)
}

/**
 * Adds `content-length` to the heads that the provider sends with one, if the complete body follows at the same time. A body that arrives
 * over time, or breaks, stays chunked.
 */
export function* withLength(items: Iterable<ChunkItem>, provider: Pick<Provider, 'bodyLengths'>): Generator<ChunkItem, void, undefined> {
  let head: Head | undefined
  let chunks: Chunk[] = []
  for (const item of items) {
    if (head !== undefined && item.type === 'chunk') {
      chunks.push(item)
      continue
    }
    if (head !== undefined) {
      yield* released(head, chunks, item.type === 'end' && item.how === 'close')
      head = undefined
      chunks = []
    }
    if (item.type === 'head' && sendsLength(provider, item)) head = item
    else yield item
  }
  if (head !== undefined) yield* released(head, chunks, true)
}

function* released(head: Head, chunks: readonly Chunk[], isComplete: boolean): Generator<ChunkItem, void, undefined> {
  const length = chunks.reduce((sum, { bytes }) => sum + bytes.length, 0)
  yield isComplete && length > 0 ? { ...head, headers: { ...head.headers, 'content-length': String(length) } } : head
  yield* chunks
}
