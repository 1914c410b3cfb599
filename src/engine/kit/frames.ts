import { concatenate } from '../base/bytes.ts'
import type { EndBeat } from '../model/beat.ts'
import type { Chunk, ChunkItem, Frame, FrameItem, FrameRole, Head } from '../model/frame.ts'

/** Returns whether a frame carries content that the app reads: a delta of a stream, or a complete body. */
export function carriesContent(item: FrameItem): item is Frame {
  return item.type === 'frame' && (item.role === 'delta' || (item.role === 'body' && item.completes === true))
}

/**
 * Replaces one frame: the delta after `count` others, or the body if the call does not stream. A response with fewer deltas is unchanged.
 * @example
 * replaceAfterDeltas(frames, 2, (frame) => ({ ...frame, data: frame.data.slice(0, -1) }))
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

/**
 * Drops the frames that end a stream: the finish reason, the terminal event, or both. A response in one body is unchanged.
 * @example
 * withoutTerminal(frames, ['terminal'])
 */
export function* withoutTerminal(
  items: Iterable<FrameItem>,
  roles: readonly FrameRole[] = ['finish', 'terminal'],
): Generator<FrameItem, void, undefined> {
  for (const item of items) if (item.type !== 'frame' || !roles.includes(item.role)) yield item
}

const close: EndBeat = { type: 'end', how: 'close' }

/** Returns whether the head announces server-sent events, which can contain comments and any kind of line ending. */
export function isEventStream(head: Head): boolean {
  return (head.headers['content-type'] ?? '').startsWith('text/event-stream')
}

/** Returns whether an HTTP body follows the head: not if it opens a WebSocket, or if the answer is sent over an open one. */
export function hasBody({ status, ofMessage }: Head): boolean {
  return status !== 101 && ofMessage !== true
}

const textType = /^text\/|\bjson\b|\bx-ndjson\b|\bxml\b/

/** Returns whether a body of text follows the head: not the binary event stream of Bedrock, audio, or an image. */
export function hasTextBody(head: Head): boolean {
  return hasBody(head) && textType.test(head.headers['content-type'] ?? '')
}

/** Returns whether clients read the body line by line: server-sent events, or JSON lines. */
export function isLineStream(head: Head): boolean {
  return isEventStream(head) || (head.headers['content-type'] ?? '').startsWith('application/x-ndjson')
}

/**
 * Replaces the first event of a role with any number of frames; for deltas, the one after `count` others. A response in one body is
 * unchanged.
 * @example
 * const repeated = [...changeEvent(frames, 'delta', 1, (event) => [event, event])]
 * repeated.length // => frames.length + 1
 */
export function* changeEvent(
  items: Iterable<FrameItem>,
  role: FrameRole,
  count: number,
  change: (event: Frame) => readonly Frame[],
): Generator<FrameItem, void, undefined> {
  const place = role === 'delta' ? count : 0
  let seen = 0
  for (const item of items) {
    const isOfRole = item.type === 'frame' && item.role === role
    if (isOfRole && seen++ === place) yield* change(item)
    else yield item
  }
}

/**
 * Swaps the delta after `count` others with the next one of the same part.
 * @example
 * const swapped = [...swapDeltas(frames, 0)]
 * swapped[1] // => frames[2]
 */
export function* swapDeltas(items: Iterable<FrameItem>, count: number): Generator<FrameItem, void, undefined> {
  let seen = 0
  let held: Frame | undefined
  for (const item of items) {
    const isDelta = item.type === 'frame' && item.role === 'delta'
    if (isDelta && seen++ === count) {
      held = item
      continue
    }
    // Anything but a delta, or a wait before one, ends the part: the held delta has no neighbor to swap with.
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

/**
 * Sends the first event of a role before the event that precedes it.
 * @example
 * const sooner = [...eventSooner(frames, 'finish')]
 * sooner.length // => frames.length
 */
export function* eventSooner(items: Iterable<FrameItem>, role: FrameRole): Generator<FrameItem, void, undefined> {
  let held: Frame | undefined
  let isDone = false
  for (const item of items) {
    const isHit = !isDone && item.type === 'frame' && item.role === role
    if (isHit) {
      isDone = true
      yield item
    }
    if (held !== undefined) yield held
    held = !isDone && item.type === 'frame' && item.role !== 'body' ? item : undefined
    if (!isHit && held === undefined) yield item
  }
  if (held !== undefined) yield held
}

/**
 * Adds frames, made from the last delta, after the frame that completes the response.
 * @example
 * appendFrames(frames, (delta) => [delta])
 */
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

/**
 * Changes the bytes of each chunk, if `applies` accepts the head before it. `index` counts chunks from 0.
 * @example
 * changeBytes(chunks, isEventStream, (chunk, index) => (index === 0 ? { ...chunk, bytes: chunk.bytes.slice(1) } : chunk))
 */
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

/**
 * Sends another body instead of the response, after the same time. A connection that breaks before the first byte still breaks. An answer
 * over an open WebSocket has no body and is unchanged.
 * @example
 * replaceBody(frames, { status: 502, contentType: 'text/html', text: '<h1>Bad Gateway</h1>' })
 */
export function* replaceBody(
  items: Iterable<FrameItem>,
  body: { status: number; contentType: string; text: string },
): Generator<FrameItem, void, undefined> {
  let isMessage = false
  for (const item of items) {
    if (item.type === 'head') isMessage = item.ofMessage === true
    if (item.type === 'wait' || isMessage) yield item
    else if (item.type === 'end' && item.how !== 'close') return yield item
    else break
  }
  if (isMessage) return
  yield { type: 'head', status: body.status, headers: { 'content-type': body.contentType } }
  if (body.text !== '') yield { type: 'frame', role: 'body', data: body.text, raw: body.text }
  yield close
}

/**
 * Splits each chunk into pieces of at most `size` bytes. A frame arrives with its last byte.
 * @example
 * const bytes = [...inPieces(chunks, 1)]
 * bytes.length // => 11
 */
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

/**
 * Joins up to `count` consecutive chunks with no wait between them.
 * @example
 * joined(chunks, 8)
 */
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
