import { concatenated } from '../kit/frames.ts'
import type { Chunk, ChunkItem, Frame, FrameItem } from '../model/frame.ts'

/** Gives the bytes of one frame on the wire. */
export type FrameBytes = (frame: Frame) => Uint8Array<ArrayBuffer>

/** Each frame as a chunk of its own, which is one read for the client. */
export function* chunkOfEach(items: Iterable<FrameItem>, bytesOf: FrameBytes): Generator<ChunkItem, void, undefined> {
  for (const item of items) yield item.type === 'frame' ? { type: 'chunk', bytes: bytesOf(item), frames: [item] } : item
}

/** As much as Node reads from a socket at once. */
const mostBytes = 65_536

/**
 * Frames that are due at the same instant, together in one chunk, as they come from a real host, whose packets carry many.
 * A wait, an end and an error event split them: what a client has read before those is exactly what came before them.
 * A client that aborts has received all that was due by then, up to 64 KiB at a time.
 */
export function* chunksTogether(items: Iterable<FrameItem>, bytesOf: FrameBytes): Generator<ChunkItem, void, undefined> {
  let pieces: Uint8Array<ArrayBuffer>[] = []
  let frames: Frame[] = []
  let length = 0
  const release = (): Chunk => {
    const chunk: Chunk = { type: 'chunk', bytes: concatenated(pieces), frames }
    pieces = []
    frames = []
    length = 0
    return chunk
  }
  for (const item of items) {
    if (item.type !== 'frame') {
      if (frames.length > 0) yield release()
      yield item
      continue
    }
    const bytes = bytesOf(item)
    if (frames.length > 0 && (item.role === 'problem' || length + bytes.length > mostBytes)) yield release()
    pieces.push(bytes)
    frames.push(item)
    length += bytes.length
  }
  if (frames.length > 0) yield release()
}
