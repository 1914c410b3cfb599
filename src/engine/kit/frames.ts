import type { EndBeat } from '../model/beat.ts'
import type { Chunk, ChunkItem, Frame, FrameItem, FrameRole, Head } from '../model/frame.ts'

/** Whether a frame carries what the app reads: a delta of a stream, or a whole body. */
export function carriesContent(item: FrameItem): item is Frame {
  return item.type === 'frame' && (item.role === 'delta' || (item.role === 'body' && item.completes === true))
}

/**
 * The frames with one of them replaced: the one that comes after so many deltas, or the body where all is in one.
 * A delivery with fewer frames goes through as it is.
 */
export function* replaceAfterDeltas(
  items: Iterable<FrameItem>,
  count: number,
  replace: (frame: Frame) => Frame,
): Generator<FrameItem, void, undefined> {
  let seen = 0
  for (const item of items) {
    const isHit = carriesContent(item) && (item.role === 'body' || seen === count)
    if (carriesContent(item)) seen++
    yield isHit ? replace(item) : item
  }
}

/** The frames with the last ones left out: those that say why the reply ends, that it does, or both. A body has no such frames, and goes through. */
export function* withoutTerminal(
  items: Iterable<FrameItem>,
  roles: readonly FrameRole[] = ['finish', 'terminal'],
): Generator<FrameItem, void, undefined> {
  for (const item of items) if (item.type !== 'frame' || !roles.includes(item.role)) yield item
}

const close: EndBeat = { type: 'end', how: 'close' }

/** Whether what comes after a head is server-sent events, which may hold comments and end their lines in several ways. */
export function isEventStream(head: Head): boolean {
  return (head.headers['content-type'] ?? '').startsWith('text/event-stream')
}

/** Whether what comes after a head is read line by line: server-sent events, or one JSON text to a line. */
export function isLineStream(head: Head): boolean {
  return isEventStream(head) || (head.headers['content-type'] ?? '').startsWith('application/x-ndjson')
}

/** The frames, with what `change` makes of the delta that comes after so many others. A delivery with fewer deltas, or in one body, goes through as it is. */
export function* changeDelta(
  items: Iterable<FrameItem>,
  count: number,
  change: (delta: Frame) => readonly Frame[],
): Generator<FrameItem, void, undefined> {
  let seen = 0
  for (const item of items) {
    const isDelta = item.type === 'frame' && item.role === 'delta'
    if (isDelta && seen++ === count) yield* change(item)
    else yield item
  }
}

/** The frames with the delta that comes after so many others and the one behind it the other way round. */
export function* swapDeltas(items: Iterable<FrameItem>, count: number): Generator<FrameItem, void, undefined> {
  let seen = 0
  let held: Frame | undefined
  for (const item of items) {
    const isDelta = item.type === 'frame' && item.role === 'delta'
    if (isDelta && seen++ === count) {
      held = item
      continue
    }
    // What is no delta, and no wait before one, closes a part: the held one has none to change places with.
    if (held !== undefined && !isDelta && item.type !== 'wait') {
      yield held
      held = undefined
    }
    yield item
    if (held !== undefined && isDelta) {
      yield held
      held = undefined
    }
  }
}

/** The frames with others behind the one that makes the reply whole, made from its last delta. */
export function* appendFrames(
  items: Iterable<FrameItem>,
  after: (delta: Frame) => readonly Frame[],
): Generator<FrameItem, void, undefined> {
  let delta: Frame | undefined
  for (const item of items) {
    yield item
    if (item.type !== 'frame') continue
    if (item.role === 'delta') delta = item
    if (item.completes === true && delta !== undefined) yield* after(delta)
  }
}

/** The chunks with their bytes changed, as `change` says; what it gives back as it was stays the same chunk. */
export function* changeBytes(
  items: Iterable<ChunkItem>,
  applies: (head: Head) => boolean,
  change: (chunk: Chunk, index: number) => Chunk,
): Generator<ChunkItem, void, undefined> {
  let isApplied = false
  let index = 0
  for (const item of items) {
    if (item.type === 'head') isApplied = applies(item)
    yield item.type === 'chunk' && isApplied ? change(item, index++) : item
  }
}

/** One body in place of whatever would have come, after the same time. */
export function* replaceBody(
  items: Iterable<FrameItem>,
  body: { status: number; contentType: string; text: string },
): Generator<FrameItem, void, undefined> {
  for (const item of items) {
    if (item.type === 'wait') yield item
    else if (item.type === 'end' && item.how !== 'close') return yield item
    else break
  }
  yield { type: 'head', status: body.status, headers: { 'content-type': body.contentType } }
  if (body.text !== '') yield { type: 'frame', role: 'body', data: body.text, raw: body.text }
  yield close
}

/** The chunks with each one in pieces; a piece's frame has arrived with its last byte. Chunks that are no longer than a piece stay as they are. */
export function* inPieces(items: Iterable<ChunkItem>, size: number): Generator<ChunkItem, void, undefined> {
  for (const item of items) {
    if (item.type !== 'chunk' || item.bytes.length <= size) yield item
    else yield* piecesOf(item, size)
  }
}

function* piecesOf({ bytes, frames }: Chunk, size: number): Generator<Chunk, void, undefined> {
  for (let start = 0; start < bytes.length; start += size) {
    const isLast = start + size >= bytes.length
    yield { type: 'chunk', bytes: bytes.slice(start, start + size), frames: isLast ? frames : [] }
  }
}

/** The chunks joined where they follow each other without a wait, so many at a time. */
export function* joined(items: Iterable<ChunkItem>, count: number): Generator<ChunkItem, void, undefined> {
  let held: Chunk[] = []
  function* release(): Generator<Chunk, void, undefined> {
    const chunks = held
    held = []
    if (chunks.length === 1) yield chunks[0]!
    else if (chunks.length > 1)
      yield { type: 'chunk', bytes: concatenate(chunks.map((chunk) => chunk.bytes)), frames: chunks.flatMap((chunk) => chunk.frames) }
  }
  for (const item of items) {
    if (item.type === 'chunk') {
      held.push(item)
      if (held.length >= count) yield* release()
    } else {
      yield* release()
      yield item
    }
  }
  yield* release()
}

/** Pieces as one. */
export function concatenate(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}
