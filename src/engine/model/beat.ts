import type { Problem } from './problem.ts'
import type { FinishReason, Reply, ReplyPart, Usage } from './reply.ts'

/** How a response stops: a clean end of the body, a broken connection, or a stall that never ends. */
export type Ending = 'close' | 'reset' | 'hang'

/** Nothing happens for `ms` milliseconds. */
export interface WaitBeat {
  readonly type: 'wait'
  readonly ms: number
  /** Settles, and never rejects, once an upstream has more data. The wait lasts until then. */
  readonly until?: Promise<unknown>
}

/** The response stops here. `code` is the system error of a reset. Default: ECONNRESET. */
export interface EndBeat {
  readonly type: 'end'
  readonly how: Ending
  readonly code?: string
}

/** One text event as the provider streams it, or one part of a tool call's arguments. */
export interface DeltaBeat {
  readonly type: 'delta'
  readonly of: ReplyPart['type']
  readonly text: string
}

/**
 * Sends the output so far now, even if the answer does not continue at once: the headers, even before the answer starts, and the text so
 * far of an answer in one body. Without it such a body is sent when it is complete, together with its headers.
 */
export interface FlushBeat {
  readonly type: 'flush'
  readonly reply: Reply
}

/** The end of an answer: the finish reason, the usage, the terminal event. */
export interface FinishBeat {
  readonly type: 'finish'
  readonly reason: FinishReason
  readonly usage: Usage | undefined
  /** Sends only the part before the usage, or before the terminal event. A `rest` beat sends the rest. */
  readonly upTo?: 'usage' | 'terminal'
}

/**
 * One step in the timeline of a response. A complete response is `start (open delta*)* finish end`, with waits and pings anywhere. A
 * failing one is truncated, or has a `problem`.
 */
export type Beat =
  | WaitBeat
  | { readonly type: 'start'; readonly reply: Reply }
  | { readonly type: 'open'; readonly part: OpenPart | { readonly type: 'data' } }
  | DeltaBeat
  | { readonly type: 'ping' }
  | FlushBeat
  | FinishBeat
  | { readonly type: 'rest' }
  | { readonly type: 'problem'; readonly problem: Problem }
  | EndBeat

/** The part of a reply that the following deltas belong to. */
export type OpenPart =
  | { readonly type: 'text' | 'reasoning' | 'refusal' }
  | { readonly type: 'tool-call'; readonly id: string; readonly name: string; readonly isFreeText?: true }
