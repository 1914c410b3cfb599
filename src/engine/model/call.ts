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

/** One message of the conversation that the app sent. A system prompt is a message with the role `system`, wherever the provider's wire puts it. */
export interface Message {
  readonly role: 'system' | 'user' | 'assistant' | 'tool'
  readonly parts: readonly MessagePart[]
}

/** A tool that the app offers to the model. */
export interface Tool {
  readonly name: string
  readonly description?: string
  readonly parameters: JsonSchema
  /** Whether it takes a text as the model writes it, instead of JSON. */
  readonly isFreeText?: true
}

/** Whether the model may, must or must not call a tool, or which one it must call. */
export type ToolChoice = 'auto' | 'none' | 'required' | { readonly name: string }

/** The form that the app asks the answer to have, where it asks for one: any JSON object, or JSON of a schema. */
export interface OutputFormat {
  readonly name: string
  readonly schema: JsonSchema | undefined
}

/**
 * What is asked for, if it is not an answer as text: vectors for texts, a judgment of texts, texts by their relevance to the first
 * one, a count of tokens, what models there are, access to what the provider has stored, a batch of requests (its creation, its
 * state, its results), or a WebSocket. Of a tool server: a run of a tool, the list of its tools, anything else, such as a session, or
 * the start and the end of the process that it is. Of an HTTP API that is no model: one of its routes.
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
  | 'call-route'

/** What a provider's wire request says, provider-neutral, before brownout has numbered and timed it. */
export interface Ask {
  readonly model: string
  readonly messages: readonly Message[]
  readonly tools: readonly Tool[]
  readonly toolChoice: ToolChoice
  readonly parallelToolCalls: boolean
  readonly output: OutputFormat | undefined
  readonly stream: boolean
  /** Whether the app asked for the model's reasoning to be part of the reply. */
  readonly reasoning: boolean
  /** The most tokens that the app lets the reply have. */
  readonly maxTokens: number | undefined
  /** Texts before which the model stops. They are not part of the reply. */
  readonly stopSequences?: readonly string[]
  /** Whether a streamed reply ends with a usage report, where the provider makes that the app's choice. */
  readonly streamUsage: boolean
  /** What is asked for, if it is not an answer as text. Texts to embed or to judge are messages of the user, one each. */
  readonly operation?: Operation
  /** How many numbers a vector is to have, where vectors are asked for. */
  readonly dimensions?: number
  /** Whether it belongs to a session with a tool server. */
  readonly inSession?: true
  /** Whether a process reads it from stdin. */
  readonly overStdio?: true
  /** Whether it opens a stream for messages that a tool server sends by itself. */
  readonly listens?: true
}

/** What the app asked, provider-neutral: an {@link Ask} with its place in the run. */
export interface Call extends Ask {
  readonly provider: string
  readonly endpoint: string
  /** The host that the request went to. */
  readonly host: string
  /** Whether it opens a WebSocket, or came as a message over one. */
  readonly overWebSocket?: true
  /** A digest of the request: equal for a retry, different for another question. */
  readonly key: string
  /** A digest of the API key or token that was sent: equal for the same account. `undefined` if none was sent. */
  readonly credential?: string
  /** How many earlier calls asked the same: 0 for a first attempt. */
  readonly attempt: number
  /** The place among all calls of the run, from 0, in order of arrival. */
  readonly index: number
  /** Milliseconds on the clock. */
  readonly at: number
  /** The run of the script in which the call began, from 1. 1 unless a search runs the task several times. */
  readonly inRun: number
  /** An estimate of the tokens that the app sent. */
  readonly inputTokens: number
}
