import type { Beat } from '../../model/beat.ts'
import type { ChunkItem, Frame, FrameItem, Head, WireForm } from '../../model/frame.ts'
import type { Reading } from '../../model/reading.ts'
import { hearingOf, type Hearing, type WireFrame } from './hearing.ts'
import type { HeardReply } from './heard-reply.ts'
import type { Received } from './received.ts'

type Bytes = Uint8Array<ArrayBuffer>

/** Passes the bytes of a reply through unchanged and reads them for the journal. */
export function* passed(items: Iterable<Received>, reading: Reading | undefined, reply: HeardReply): Generator<ChunkItem, void, undefined> {
  let hearing: Hearing | undefined
  let left = Infinity
  for (const item of items) {
    if (item.type === 'head') {
      hearing = hearingOf(item, reading, reply, false)
      left = lengthOf(item)
    }
    if (item.type === 'bytes') {
      left -= item.bytes.length
      // A client that has all bytes can disconnect before the end.
      const frames = framesOf([...(hearing?.push(item.bytes) ?? []), ...(left === 0 ? (hearing?.end() ?? []) : [])])
      yield { type: 'chunk', bytes: item.bytes, frames }
      continue
    }
    if (item.type === 'end' && item.how === 'close' && left > 0) {
      const frames = framesOf(hearing?.end() ?? [])
      if (frames.length > 0) yield { type: 'chunk', bytes: new Uint8Array(0), frames }
    }
    yield item
  }
}

function framesOf(heard: readonly WireFrame[]): readonly Frame[] {
  return heard.map(({ frame }) => frame)
}

function lengthOf({ headers }: Head): number {
  const length = Number.parseInt(headers['content-length'] ?? '', 10)
  return Number.isNaN(length) || length === 0 ? Infinity : length
}

/** Maps the unchanged frames of a reply to their bytes and their content. */
export class WireFrames {
  readonly #bytes = new WeakMap<Frame, Bytes>()
  readonly #beats = new WeakMap<Frame, readonly Beat[]>()
  readonly #encode: (frame: Frame) => WireForm
  #isOneBody = false

  /** @param encode writes a frame that a fault has made or changed */
  constructor(encode: (frame: Frame) => WireForm) {
    this.#encode = encode
  }

  /** Whether the reply is one JSON value. Known once its head has arrived. */
  get isOneBody(): boolean {
    return this.#isOneBody
  }

  /** Finds the frames in the received items. */
  *in(items: Iterable<Received>, reading: Reading | undefined, reply: HeardReply): Generator<FrameItem, void, undefined> {
    let hearing: Hearing | undefined
    for (const item of items) {
      if (item.type === 'bytes') {
        yield* this.#noted(hearing?.push(item.bytes) ?? [])
        continue
      }
      if (item.type === 'head') {
        hearing = hearingOf(item, reading, reply, true)
        this.#isOneBody = hearing.isOneBody
        yield withoutLength(item)
        continue
      }
      if (item.type === 'end' && item.how === 'close') yield* this.#noted(hearing?.end() ?? [])
      yield item
    }
  }

  /** Records the bytes of a frame that faults see. */
  note(frame: Frame, bytes: Bytes): Frame {
    this.#bytes.set(frame, bytes)
    return frame
  }

  bytesOf(frame: Frame): WireForm {
    return this.#bytes.get(frame) ?? this.#encode(frame)
  }

  beatsOf(frame: Frame): readonly Beat[] {
    return this.#beats.get(frame) ?? []
  }

  *#noted(heard: readonly WireFrame[]): Generator<Frame, void, undefined> {
    for (const { frame, bytes, beats } of heard) {
      this.#beats.set(frame, beats)
      yield this.note(frame, bytes)
    }
  }
}

/** A fault can change the length, so it is added again once it is known. */
function withoutLength({ headers: { 'content-length': _length, ...headers }, ...head }: Head): Head {
  return { ...head, headers }
}
