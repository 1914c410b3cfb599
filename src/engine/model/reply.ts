import type { Batch } from './batch.ts'

/** A call of a tool. The arguments are a text, and no JSON, if the tool takes free text. */
export interface ToolCallPart {
  readonly type: 'tool-call'
  readonly id: string
  readonly name: string
  readonly arguments: string
  readonly isFreeText?: true
}

/** One part of an answer as text. Tool arguments are the JSON text as the model wrote it, valid or not. */
export type SpokenPart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'reasoning'; readonly text: string }
  | { readonly type: 'refusal'; readonly text: string }
  | ToolCallPart

/** What answers an {@link Operation} instead of words, as JSON: the numbers of one vector, or the scores of one text. */
export interface DataPart {
  readonly type: 'data'
  readonly text: string
}

/** One part of what the model answers. */
export type ReplyPart = SpokenPart | DataPart

/** What a part can be. */
export const partTypes = ['text', 'reasoning', 'refusal', 'tool-call', 'data'] as const satisfies readonly ReplyPart['type'][]

/** The reasons why a model stops. */
export const finishReasons = ['stop', 'length', 'tool-calls', 'content-filter', 'refusal'] as const

/** Why the model stopped. */
export type FinishReason = (typeof finishReasons)[number]

/** Tokens as the provider bills them. */
export interface Usage {
  readonly inputTokens: number
  /** Includes the reasoning tokens. */
  readonly outputTokens: number
  readonly reasoningTokens: number
  readonly cachedInputTokens: number
}

/** How fast the model answers. */
export interface Pace {
  /** Milliseconds until the first token. */
  readonly firstToken: number
  /** Milliseconds between two deltas. */
  readonly perDelta: number
  /** How many tokens come together as one delta. Default: 1 */
  readonly tokensPerDelta?: number
}

/** A fact that a reply states, so that a lie about it can be told, and known for one. */
export interface StatedFact {
  /** The words of the reply that state it. */
  readonly truth: string
  /** Wrong versions of those words that a model might well tell. */
  readonly lies: readonly string[]
}

/** A tool as a tool server lists it: `name`, and what its protocol says of a tool. */
export interface ListedTool {
  readonly name: string
  readonly [member: string]: unknown
}

/** One page of the tools of a tool server. Pages are numbered from 0. */
export interface ToolList {
  readonly tools: readonly ListedTool[]
  readonly page: number
  /** The page that the client is sent to for more. Default: none */
  readonly next?: number
}

/** The status and the headers of a response that an HTTP API decides by itself. A status of 400 or more is a failure. */
export interface ResponseHead {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
}

/** What the model answers, provider-neutral. Immutable: a fault makes another one. */
export interface Reply {
  /** The model that the reply says has answered. */
  readonly model: string
  /** The model that really answered. */
  readonly answeredBy: string
  readonly parts: readonly ReplyPart[]
  readonly finish: FinishReason
  /** The text before which the model stopped, if the app asked for that. */
  readonly stopSequence?: string
  /** `undefined` if the provider leaves the usage out. */
  readonly usage: Usage | undefined
  /** The build of the model that answered, as `system_fingerprint` tells it. */
  readonly fingerprint: string
  readonly pace: Pace
  /** The class of service that the reply is billed at, if it is not the usual one. */
  readonly serviceTier?: string
  /** Whether it comes as one body though the app asked for a stream. */
  readonly inOneBody?: boolean
  /** What becomes of the requests, if the call creates a batch. */
  readonly batch?: Batch
  /** What a tool server lists, if that was asked for. */
  readonly toolList?: ToolList
  /** What a tool returns next to text, in the form of its protocol. */
  readonly attachments?: readonly object[]
  /** Default: 200, and no headers but the content type */
  readonly response?: ResponseHead
  /** The facts that it states, where the answers know of any. */
  readonly facts: readonly StatedFact[]
}
