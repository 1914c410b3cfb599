import type { Beat } from '../../engine/model/beat.ts'
import type { FrameItem } from '../../engine/model/frame.ts'
import type { Exchange } from '../../engine/model/provider.ts'
import { encodeProblem } from './encode-problem.ts'
import type { EmptyWriter } from './encoding.ts'

/** A response without a body, such as a 202. It is complete with its headers. */
export function* encodeEmpty(beats: Iterable<Beat>, exchange: Exchange, writer: EmptyWriter): Generator<FrameItem, void, undefined> {
  let isOver = false
  for (const beat of beats) {
    if (beat.type === 'wait' || beat.type === 'end') yield beat
    if (beat.type === 'end') return
    if (isOver) continue
    const opens = beat.type === 'flush' && writer.streamType !== undefined
    isOver = opens || beat.type === 'problem' || beat.type === 'finish'
    if (opens) yield { type: 'head', status: 200, headers: { 'content-type': writer.streamType } }
    if (beat.type === 'problem') yield* encodeProblem(beat.problem, exchange, writer)
    if (beat.type === 'finish') {
      const headers = { ...writer.headers(exchange), 'content-length': '0' }
      yield { type: 'head', status: writer.emptyStatus, headers, ...(writer.emptyStatus < 400 ? {} : { isExpected: true }) }
      yield { type: 'frame', role: 'body', data: '', completes: true }
    }
  }
}
