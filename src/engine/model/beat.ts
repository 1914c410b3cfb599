import type { Problem } from './problem.ts'
import type { FinishReason, Reply, ReplyPart, Usage } from './reply.ts'

/** How a delivery stops: a clean end of the body, a broken connection, or silence forever. */
export type Ending = 'close' | 'reset' | 'hang'

/** Nothing happens for `ms` milliseconds. */
export interface WaitBeat {
  readonly type: 'wait'
  readonly ms: number
  /** Settles, and never rejects, once an upstream has more to give. Nothing happens before, however long that takes. */
  readonly until?: Promise<unknown>
}

/** The delivery stops here. `code` is the system error behind a reset. Default: ECONNRESET. */
export interface EndBeat {
  readonly type: 'end'
  readonly how: Ending
  readonly code?: string
}

/** One text event as the provider streams it, or one piece of a tool call's arguments. */
export interface DeltaBeat {
  readonly type: 'delta'
  readonly of: ReplyPart['type']
  readonly text: string
}

/**
 * What was made so far leaves now, although the answer does not continue at once: the headers, also before the answer starts, and of
 * an answer in one body as much as was said. Without it such a body leaves when it is complete, its headers with it.
 */
export interface FlushBeat {
  readonly type: 'flush'
  readonly reply: Reply
}

/** The end of an answer: why the model stopped, the usage, the terminal event. */
export interface FinishBeat {
  readonly type: 'finish'
  readonly reason: FinishReason
  readonly usage: Usage | undefined
  /** Only what comes before the usage, or before the terminal event. A `rest` beat sends the rest. */
  readonly upTo?: 'usage' | 'terminal'
}

/**
 * One step in time of delivering a reply. A complete delivery is
 * `start (open delta*)* finish end`, with waits and pings anywhere; a failing one is cut short, or has a `problem`.
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
