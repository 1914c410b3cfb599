import type { EndBeat, WaitBeat } from './beat.ts'
import type { Problem } from './problem.ts'

/** The status line and the headers of a response. */
export interface Head {
  readonly type: 'head'
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** The problem that they report, for an error response. */
  readonly problem?: Problem
  /** Whether a status of 400 or more is not a failure: clients expect it and continue. */
  readonly isExpected?: true
  /** Whether it belongs to an answer over an open WebSocket, which has no head or body on the wire. */
  readonly ofMessage?: true
}

/** Statuses without a body: the headers are all of the response. */
export const withoutBody: ReadonlySet<number> = new Set([204, 205, 304])

/** The role of a frame in its stream. `body` is a complete body, a reply's or an HTTP error's; `problem` is an error event in a stream; `terminal` is the provider's own terminal event. */
export type FrameRole = 'opening' | 'delta' | 'reasoning' | 'ping' | 'finish' | 'terminal' | 'problem' | 'body'

/** One wire unit: a server-sent event, a line of JSON, a binary event message, or the complete JSON body. */
export interface Frame {
  readonly type: 'frame'
  readonly role: FrameRole
  /** The name of the event, if the provider names events. */
  readonly event?: string
  /** The ID of the event, after which a client can continue a broken stream. */
  readonly id?: string
  /** How long the client waits before it continues a broken stream, in ms. */
  readonly retry?: number
  /** The payload's text: JSON, or a marker such as `[DONE]`. */
  readonly data: string
  /** The text that this frame conveys to the client, for the journal. */
  readonly received?: string
  /** The problem that it reports, for an error event. */
  readonly problem?: Problem
  /** Whether the reply is complete once this frame has arrived. */
  readonly completes?: boolean
  /** Whether it reports the usage at the end of a stream. */
  readonly reportsUsage?: boolean
  /** The output to which a process writes it. Default: stdout */
  readonly output?: Output
  /** Bytes that are sent instead of the framed payload, like those of a broken proxy. */
  readonly raw?: string
}

/** The outputs of a process. */
export type Output = 'stdout' | 'stderr'

/** A frame on the wire: bytes, or a text that is sent as UTF-8. */
export type WireForm = string | Uint8Array<ArrayBuffer>

/** Bytes on their way to the client. One chunk arrives as one read. */
export interface Chunk {
  readonly type: 'chunk'
  readonly bytes: Uint8Array<ArrayBuffer>
  /** The frames that end within these bytes: they arrive with the bytes. */
  readonly frames: readonly Frame[]
  /** The output to which a process writes them. Default: stdout */
  readonly output?: Output
}

/** The input of the `frame` stage. A head precedes the first frame. */
export type FrameItem = Head | Frame | WaitBeat | EndBeat

/** The input of the `transport` stage. */
export type ChunkItem = Head | Chunk | WaitBeat | EndBeat
