import type { Batch } from './batch.ts'

/** A tool call. The arguments are plain text, not JSON, if the tool takes free text. */
export interface ToolCallPart {
  readonly type: 'tool-call'
  readonly id: string
  readonly name: string
  readonly arguments: string
  readonly isFreeText?: true
}

/** One part of an answer as text. Tool arguments are the JSON text that the model wrote, valid or not. */
export type SpokenPart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'reasoning'; readonly text: string }
  | { readonly type: 'refusal'; readonly text: string }
  | ToolCallPart

/** The result of an {@link Operation} without text, as JSON: the numbers of one vector, or the scores of one text. */
export interface DataPart {
  readonly type: 'data'
  readonly text: string
}

/** One part of a model's answer. */
export type ReplyPart = SpokenPart | DataPart

/** The types of parts. */
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
  /** How many tokens arrive together as one delta. Default: 1 */
  readonly tokensPerDelta?: number
}

/** A fact that a reply states, so that a fault can replace it with a known lie. */
export interface StatedFact {
  /** The words of the reply that state it. */
  readonly truth: string
  /** Plausible wrong versions of those words. */
  readonly lies: readonly string[]
}

/** A tool in the list of a tool server: `name`, and the fields of its protocol. */
export interface ListedTool {
  readonly name: string
  readonly [member: string]: unknown
}

/** One page of the tools of a tool server. Pages are numbered from 0. */
export interface ToolList {
  readonly tools: readonly ListedTool[]
  readonly page: number
  /** The next page that the client is referred to. Default: none */
  readonly next?: number
}

/** The status and the headers of a response that an HTTP API sets itself. A status of 400 or more is a failure. */
export interface ResponseHead {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
}

/** The model's answer, provider-neutral. Immutable: a fault makes another one. */
export interface Reply {
  /** The model that the reply names. */
  readonly model: string
  /** The model that answered. */
  readonly answeredBy: string
  readonly parts: readonly ReplyPart[]
  readonly finish: FinishReason
  /** The stop sequence that ended the answer, if any. */
  readonly stopSequence?: string
  /** `undefined` if the provider does not report usage. */
  readonly usage: Usage | undefined
  /** The build of the model that answered, as in `system_fingerprint`. */
  readonly fingerprint: string
  readonly pace: Pace
  /** The service tier that the reply is billed at, if it is not the usual one. */
  readonly serviceTier?: string
  /** Whether it arrives in one body although the app requested a stream. */
  readonly inOneBody?: boolean
  /** The results of the requests, if the call creates a batch. */
  readonly batch?: Batch
  /** The list of tools, if the request was for one. */
  readonly toolList?: ToolList
  /** The parts of a tool's result next to text, in the form of its protocol. */
  readonly attachments?: readonly object[]
  /** The task that a tool runs as, if its client requests the result later. */
  readonly task?: { readonly ends: boolean }
  /** How often a tool server reports at the beginning of a stream a change of its list of tools that did not happen. Default: 0 */
  readonly listChanges?: number
  /** Whether a stream that is continued repeats the messages that the client has. */
  readonly repeatsStream?: true
  /** Default: 200, and no headers but the content type */
  readonly response?: ResponseHead
  /** The facts that it states, if the answers declare any. */
  readonly facts: readonly StatedFact[]
}
