import { concatenate } from '../base/bytes.ts'
import { Conversion } from '../base/conversion.ts'
import { encodeText } from '../base/utf8.ts'
import type { Endpoint } from '../model/provider.ts'
import type { WireRequest } from '../model/wire-request.ts'
import type { Chunk, ChunkItem, Frame, FrameItem, WireForm } from '../model/frame.ts'

/** Returns the wire form of one frame. */
export type WireFormOf = (frame: Frame) => WireForm

/** Returns how the response to a request is framed. A function of its own, since an open response holds what its function can see. */
export function framingOf(endpoint: Endpoint, request: WireRequest): WireFormOf {
  return (frame) => endpoint.bytes(frame, request)
}

const none: readonly ChunkItem[] = []

/** Makes one chunk of each frame, which is one read for the client. */
export function chunkOfEach(items: Iterable<FrameItem>, wireFormOf: WireFormOf): Iterable<ChunkItem> {
  return new ChunkOfEach(items, wireFormOf)
}

class ChunkOfEach extends Conversion<FrameItem, ChunkItem> {
  readonly #wireFormOf: WireFormOf

  constructor(items: Iterable<FrameItem>, wireFormOf: WireFormOf) {
    super(items)
    this.#wireFormOf = wireFormOf
  }

  protected override convert(item: FrameItem): readonly ChunkItem[] {
    return [item.type === 'frame' ? chunkOf(item, this.#wireFormOf) : item]
  }
}

function chunkOf(frame: Frame, wireFormOf: WireFormOf): Chunk {
  const chunk: Chunk = { type: 'chunk', bytes: bytesOf(wireFormOf(frame)), frames: [frame] }
  return frame.output === undefined ? chunk : { ...chunk, output: frame.output }
}

/** The size of the next read. Reading code sets it before each read. */
export interface ReadSize {
  frames: number
}

/**
 * Joins frames that are due at the same time to chunks, like a real host, whose packets carry many frames: as many as the reader takes at
 * once, about 64 KiB at most. A wait, an end and an error event split them, so that the client has read exactly the frames before it.
 * Not for calls with a fault in frames or bytes: a client that fails on one frame has received nothing after it.
 */
export function chunksTogether(items: Iterable<FrameItem>, wireFormOf: WireFormOf, size: ReadSize): Iterable<ChunkItem> {
  return new ChunksTogether(items, wireFormOf, size)
}

class ChunksTogether extends Conversion<FrameItem, ChunkItem> {
  readonly #wireFormOf: WireFormOf
  readonly #size: ReadSize
  #burst: Burst | undefined

  constructor(items: Iterable<FrameItem>, wireFormOf: WireFormOf, size: ReadSize) {
    super(items)
    this.#wireFormOf = wireFormOf
    this.#size = size
  }

  protected override make(): readonly ChunkItem[] | undefined {
    return this.#burst?.isFull(this.#size) === true ? this.rest() : super.make()
  }

  protected override convert(item: FrameItem): readonly ChunkItem[] {
    if (item.type !== 'frame') return [...this.rest(), item]
    const before = item.role === 'problem' ? this.rest() : none
    this.#burst ??= new Burst()
    this.#burst.add(item, this.#wireFormOf(item))
    return before
  }

  protected override rest(): readonly ChunkItem[] {
    const burst = this.#burst
    this.#burst = undefined
    return burst === undefined ? none : [burst.chunk()]
  }
}

/** The size of one socket read in Node. */
const fullLength = 65_536

/** Frames that are sent together. Texts are joined before they are encoded, since encoding each one costs more. */
class Burst {
  readonly #frames: Frame[] = []
  readonly #pieces: Uint8Array<ArrayBuffer>[] = []
  #text = ''
  #length = 0

  isFull({ frames }: ReadSize): boolean {
    return this.#frames.length >= frames || this.#length >= fullLength
  }

  add(frame: Frame, wireForm: WireForm): void {
    this.#frames.push(frame)
    this.#length += wireForm.length
    if (typeof wireForm === 'string') {
      this.#text += wireForm
      return
    }
    this.#endText()
    this.#pieces.push(wireForm)
  }

  chunk(): Chunk {
    this.#endText()
    const [first] = this.#pieces
    return {
      type: 'chunk',
      bytes: first !== undefined && this.#pieces.length === 1 ? first : concatenate(this.#pieces),
      frames: this.#frames,
    }
  }

  #endText(): void {
    if (this.#text === '') return
    this.#pieces.push(bytesOf(this.#text))
    this.#text = ''
  }
}

/** Converts a wire form to bytes. */
export function bytesOf(wireForm: WireForm): Uint8Array<ArrayBuffer> {
  return typeof wireForm === 'string' ? encodeText(wireForm) : wireForm
}
