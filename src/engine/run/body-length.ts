import { Conversion } from '../base/conversion.ts'
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
export function withLength(items: Iterable<ChunkItem>, provider: Pick<Provider, 'bodyLengths'>): Iterable<ChunkItem> {
  return new WithLength(items, provider)
}

class WithLength extends Conversion<ChunkItem, ChunkItem> {
  readonly #provider: Pick<Provider, 'bodyLengths'>
  /** A head that waits for the length of its body, and the body so far. */
  #held: { readonly head: Head; readonly chunks: Chunk[] } | undefined

  constructor(items: Iterable<ChunkItem>, provider: Pick<Provider, 'bodyLengths'>) {
    super(items)
    this.#provider = provider
  }

  protected override convert(item: ChunkItem): readonly ChunkItem[] {
    if (this.#held !== undefined && item.type === 'chunk') {
      this.#held.chunks.push(item)
      return []
    }
    const before = this.#released(item.type === 'end' && item.how === 'close')
    if (item.type !== 'head' || !sendsLength(this.#provider, item)) return [...before, item]
    this.#held = { head: item, chunks: [] }
    return before
  }

  protected override rest(): readonly ChunkItem[] {
    return this.#released(true)
  }

  #released(isComplete: boolean): readonly ChunkItem[] {
    if (this.#held === undefined) return []
    const { head, chunks } = this.#held
    this.#held = undefined
    const length = chunks.reduce((sum, { bytes }) => sum + bytes.length, 0)
    const sent = isComplete && length > 0 ? { ...head, headers: { ...head.headers, 'content-length': String(length) } } : head
    return [sent, ...chunks]
  }
}
