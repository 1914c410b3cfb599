import { concatenate } from '../base/bytes.ts'
import { encodeText } from '../base/utf8.ts'
import type { Chunk, ChunkItem, Frame, FrameItem, WireForm } from '../model/frame.ts'

/** Returns the wire form of one frame. */
export type WireFormOf = (frame: Frame) => WireForm

/** Makes one chunk of each frame, which is one read for the client. */
export function* chunkOfEach(items: Iterable<FrameItem>, wireFormOf: WireFormOf): Generator<ChunkItem, void, undefined> {
  for (const item of items) yield item.type === 'frame' ? chunkOf(item, wireFormOf) : item
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
export function* chunksTogether(items: Iterable<FrameItem>, wireFormOf: WireFormOf, size: ReadSize): Generator<ChunkItem, void, undefined> {
  let burst = new Burst()
  for (const item of items) {
    if (!burst.isEmpty && (item.type !== 'frame' || item.role === 'problem')) {
      yield burst.chunk()
      burst = new Burst()
    }
    if (item.type !== 'frame') {
      yield item
      continue
    }
    burst.add(item, wireFormOf(item))
    if (burst.isFull(size)) {
      yield burst.chunk()
      burst = new Burst()
    }
  }
  if (!burst.isEmpty) yield burst.chunk()
}

/** The size of one socket read in Node. */
const fullLength = 65_536

/** Frames that are sent together. Texts are joined before they are encoded, since encoding each one costs more. */
class Burst {
  readonly #frames: Frame[] = []
  readonly #pieces: Uint8Array<ArrayBuffer>[] = []
  #text = ''
  #length = 0

  get isEmpty(): boolean {
    return this.#frames.length === 0
  }

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
