import type { Beat } from '../../engine/model/beat.ts'
import type { Frame, FrameItem } from '../../engine/model/frame.ts'
import type { Problem } from '../../engine/model/problem.ts'
import type { Endpoint, Exchange } from '../../engine/model/provider.ts'
import { webSocketMessage } from '../framing/websocket.ts'
import { encodeProblem } from './encode-problem.ts'
import { encodeStream } from './encode-stream.ts'
import type { Writer } from './encoding.ts'
import { readablePathOf } from './readable-path.ts'

/** How an endpoint responds to a handshake. */
export interface Opening extends Pick<Writer, 'headers' | 'problem'> {
  /** The first frames of the provider. Called once the WebSocket is open. */
  frames(): readonly Frame[]
}

/** The parts of a WebSocket endpoint. */
export interface SocketEndpointDefinition
  extends
    Pick<Endpoint, 'name' | 'path' | 'readablePath' | 'documentation' | 'inexpressible' | 'decode'>,
    Required<Pick<Endpoint, 'receive'>> {
  /** Creates the response to a handshake, whose text is empty. */
  open(exchange: Exchange): Opening
  /** Creates the writer of one answer. */
  write(exchange: Exchange): MessageWriter
}

/** How an answer over a WebSocket is written. */
export interface MessageWriter extends Pick<Writer, 'stream'> {
  /** A problem before the answer has started: the events that report it, and the status that it would have over HTTP. */
  problem(problem: Problem): { readonly status: number; readonly frames: readonly Frame[] }
}

/**
 * Defines a WebSocket endpoint. `decode` and the faults receive the handshake as a call with an empty text, and
 * each call that `receive` creates as one with the message's text.
 */
export function defineSocketEndpoint({ open, write, ...rest }: SocketEndpointDefinition): Endpoint {
  return {
    readablePath: readablePathOf(rest.path),
    ...rest,
    method: 'GET',
    encode(beats, exchange) {
      if (exchange.request.text === '') return encodeHandshake(beats, exchange, open(exchange))
      return encodeMessages(beats, exchange, write(exchange))
    },
    bytes: webSocketMessage,
  }
}

function neverWhole(): never {
  throw new Error('An answer over a WebSocket has no body.')
}

/** Status 101 and the first frames, or an HTTP error. */
function* encodeHandshake(beats: Iterable<Beat>, exchange: Exchange, opening: Opening): Generator<FrameItem, void, undefined> {
  let isOpen = false
  for (const beat of beats) {
    if (beat.type === 'wait' || beat.type === 'end') yield beat
    else if (beat.type === 'problem' && !isOpen) yield* encodeProblem(beat.problem, exchange, opening)
    else if (!isOpen && (beat.type === 'start' || beat.type === 'flush')) {
      isOpen = true
      yield { type: 'head', status: 101, headers: opening.headers(exchange) }
    } else if ((beat.type === 'finish' && beat.upTo === undefined) || beat.type === 'rest') yield* concluded(opening.frames())
    if (beat.type === 'end') return
  }
}

/** The last frame concludes the handshake. If the provider sends none, a placeholder is used. */
function concluded(frames: readonly Frame[]): readonly Frame[] {
  const last: Frame = frames.at(-1) ?? { type: 'frame', role: 'opening', data: '' }
  return [...frames.slice(0, -1), { ...last, completes: true }]
}

/** Over a WebSocket an error before the answer is an event, too. */
function* encodeMessages(
  beats: Iterable<Beat>,
  exchange: Exchange,
  { stream, problem }: MessageWriter,
): Generator<FrameItem, void, undefined> {
  let refusal: readonly Frame[] = []
  const items = encodeStream(beats, exchange, {
    stream,
    streamType: 'application/json',
    headers: () => ({}),
    body: neverWhole,
    problem(refused) {
      const { status, frames } = problem(refused)
      refusal = frames
      return { status, body: undefined }
    },
  })
  for (const item of items) {
    if (item.type === 'frame' && item.role === 'body') yield* refusal
    else yield item.type === 'head' ? { ...item, ofMessage: true } : item
  }
}
