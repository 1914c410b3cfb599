import type { Beat } from '../../engine/model/beat.ts'
import type { FrameItem } from '../../engine/model/frame.ts'
import type { Exchange } from '../../engine/model/provider.ts'
import { encodeBody } from './encode-body.ts'
import { encodeStream } from './encode-stream.ts'
import type { Writer } from './encoding.ts'

/** Writes beats as frames: a stream of events if the call requested one, else one JSON body. */
export function encode(beats: Iterable<Beat>, exchange: Exchange, writer: Writer): Iterable<FrameItem> {
  return exchange.call.stream ? encodeStream(beats, exchange, writer) : encodeBody(beats, exchange, writer)
}
