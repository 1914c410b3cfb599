/** A JSON Schema, as apps send it for structured output and tool parameters. */
export type JsonSchema = { readonly [keyword: string]: unknown } | boolean

/** One part of a message that the app sent. */
export type MessagePart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'image'; readonly source: string }
  | { readonly type: 'file'; readonly source: string }
  | { readonly type: 'reasoning'; readonly text: string }
  | { readonly type: 'tool-call'; readonly id: string; readonly name: string; readonly arguments: string }
  | { readonly type: 'tool-result'; readonly id: string; readonly text: string }

/**
 * One message of the conversation that the app sent. A system prompt is a message with the role `system`, wherever the wire format has it.
 */
export interface Message {
  readonly role: 'system' | 'user' | 'assistant' | 'tool'
  readonly parts: readonly MessagePart[]
}

/** A tool that the app offers to the model. */
export interface Tool {
  readonly name: string
  readonly description?: string
  readonly parameters: JsonSchema
  /** Whether its input is plain text from the model instead of JSON. */
  readonly isFreeText?: true
}

/** Whether the model can, must or must not call a tool, or which one it must call. */
export type ToolChoice = 'auto' | 'none' | 'required' | { readonly name: string }

/** The requested format of the answer: any JSON object, or JSON of a schema. */
export interface OutputFormat {
  readonly name: string
  readonly schema: JsonSchema | undefined
}

/**
 * The requested operation, if it is not an answer as text: vectors for texts, a judgment of texts, texts by their relevance to the first
 * one, a count of tokens, a list of the models, access to data that the provider has stored, a batch of requests (its creation, its
 * state, its results), or a WebSocket. A tool server has: a run of a tool, the list of its tools, anything else, such as a session, and
 * the start and the end of its process. An authorization server has: a token, and a new one for an old one. An HTTP API that is not a model has its routes.
 */
export type Operation =
  | 'embed'
  | 'moderate'
  | 'rerank'
  | 'count-tokens'
  | 'list-models'
  | 'access-storage'
  | 'create-batch'
  | 'retrieve-batch'
  | 'read-batch-results'
  | 'connect'
  | 'call-tool'
  | 'list-tools'
  | 'access-server'
  | 'start-server'
  | 'stop-server'
  | 'grant-access'
  | 'renew-access'
  | 'call-route'

/** The provider-neutral content of a wire request, before it has a number and a time. */
export interface Ask {
  readonly model: string
  readonly messages: readonly Message[]
  readonly tools: readonly Tool[]
  readonly toolChoice: ToolChoice
  readonly parallelToolCalls: boolean
  readonly output: OutputFormat | undefined
  readonly stream: boolean
  /** Whether the app requested the model's reasoning in the reply. */
  readonly reasoning: boolean
  /** The maximum number of tokens of the reply. */
  readonly maxTokens: number | undefined
  /** Texts at which the model stops. They are not part of the reply. */
  readonly stopSequences?: readonly string[]
  /** Whether a streamed reply ends with a usage report, if the provider lets the app choose. */
  readonly streamUsage: boolean
  /** The kind of request, if not for an answer as text. Each text to embed or to moderate is a user message. */
  readonly operation?: Operation
  /** The requested length of each vector, in a request for vectors. */
  readonly dimensions?: number
  /** Whether it belongs to a session with a tool server. */
  readonly inSession?: true
  /** Whether a process reads it from stdin. */
  readonly overStdio?: true
  /** Whether it opens a stream for messages that a tool server sends outside of answers. */
  readonly listens?: true
  /** Whether a tool server takes it only with an access token. */
  readonly needsToken?: true
  /** The scopes of its access token, separated by spaces, if the token is valid. */
  readonly scope?: string
  /** Whether the client can continue its stream if that breaks. */
  readonly canResume?: true
  /** Whether it continues a stream that broke. */
  readonly resumes?: true
}

/** The provider-neutral request of the app: an {@link Ask} with its place in the run. */
export interface Call extends Ask {
  readonly provider: string
  readonly endpoint: string
  /** The host of the request. */
  readonly host: string
  /** Whether it opens a WebSocket, or arrived as a message over one. */
  readonly overWebSocket?: true
  /** A hash of the request: equal for a retry, different for another request. */
  readonly key: string
  /** A hash of the API key or token in the request: equal for the same account. `undefined` if there was none. */
  readonly credential?: string
  /** The trace and the span of the app, from the header `traceparent`. Absent without one. */
  readonly trace?: { readonly traceId: string; readonly spanId: string }
  /** How many earlier calls had the same request: 0 for a first attempt. */
  readonly attempt: number
  /** The position among all calls of the run, from 0, in order of arrival. */
  readonly index: number
  /** Milliseconds on the clock. */
  readonly at: number
  /** The run of the script in which the call began, from 1. 1 unless a search runs the task several times. */
  readonly inRun: number
  /** The estimated number of tokens that the app sent. */
  readonly inputTokens: number
}
