import type { OpenPart } from './beat.ts'
import type { Problem } from './problem.ts'
import type { FinishReason, Usage } from './reply.ts'

/** One event of a stream: its name, if it has one, and its payload. */
export interface WireEvent {
  readonly event?: string
  readonly data: string
}

/** Takes what a response says, piece by piece. */
export interface Listener {
  /** @param model that the response names */
  starts(model: string | undefined): void
  /** A part begins. A key that is known already changes nothing. */
  opens(key: string | number, part: OpenPart): void
  /** A piece of the part of that key. Pieces of parts that were not opened are dropped. */
  adds(key: string | number, text: string): void
  finishes(reason: FinishReason): void
  uses(usage: Usage): void
  /** Clients take the reply for complete from here on. */
  completes(): void
  /** It is the provider's own end marker. */
  ends(): void
  /** It keeps the connection open, and says nothing. */
  pings(): void
  fails(problem: Problem): void
}

/** How responses of an endpoint are read, so that faults can act on those of a real provider. What is unknown in them is skipped. */
export interface Reading {
  /** Makes a reader of one stream. */
  stream(): (event: WireEvent, listener: Listener) => void
  /** Reads the JSON of a response in one body. */
  body(json: unknown, listener: Listener): void
}
