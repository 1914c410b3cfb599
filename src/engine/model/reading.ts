import type { OpenPart } from './beat.ts'
import type { Problem } from './problem.ts'
import type { FinishReason, Usage } from './reply.ts'

/** One event of a stream: its name, if it has one, and its payload. */
export interface WireEvent {
  readonly event?: string
  readonly data: string
  /** Its text on the wire, if it has no payload, such as a comment. */
  readonly raw?: string
}

/** Splits the bytes of a stream at the ends of its events, however they are chunked. */
export interface Splitter {
  /** The events that these bytes complete, each with all of its bytes. */
  push(bytes: Uint8Array<ArrayBuffer>): readonly Uint8Array<ArrayBuffer>[]
  /** Returns the bytes of an incomplete event. */
  rest(): Uint8Array<ArrayBuffer>
}

/** How the events of a stream are written as bytes. */
export interface StreamFraming {
  /** The content types that announce it, without parameters. */
  readonly contentTypes: readonly string[]
  splitter(): Splitter
  /** Reads the bytes of one event. */
  event(bytes: Uint8Array<ArrayBuffer>): WireEvent
}

/** Receives the content of a response, part by part. */
export interface Listener {
  /** @param model that the response names */
  starts(model: string | undefined): void
  /** Starts a part. A known key changes nothing. */
  opens(key: string | number, part: OpenPart): void
  /** Adds text to the part of a key. Text for parts that were not opened is dropped. */
  adds(key: string | number, text: string): void
  finishes(reason: FinishReason): void
  uses(usage: Usage): void
  /** From here on clients treat the reply as complete. */
  completes(): void
  /** Reports the provider's terminal event. */
  ends(): void
  /** Reports an event without content that keeps the connection open. */
  pings(): void
  fails(problem: Problem): void
}

/** How to read responses of an endpoint, so that faults can act on those of a real provider. Unknown content is skipped. */
export interface Reading {
  /** The framing of its streams, if it is its own. Default: by content type, server-sent events or lines of JSON */
  readonly framing?: StreamFraming
  /** Makes a reader of one stream. */
  stream(): (event: WireEvent, listener: Listener) => void
  /** Reads the JSON of a response in one body. */
  body(json: unknown, listener: Listener): void
}
