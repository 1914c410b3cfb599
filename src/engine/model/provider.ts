import type { OwnAnswer, OwnAnswerContext } from './answer.ts'
import type { Ask, Call } from './call.ts'
import type { AnsweredBatch } from './answered-batch.ts'
import type { Beat } from './beat.ts'
import type { Frame, FrameItem, WireForm } from './frame.ts'
import type { Problem, RateLimit } from './problem.ts'
import type { Random } from '../base/random.ts'
import type { Reading } from './reading.ts'
import type { FinishReason, Reply } from './reply.ts'
import type { SentRequest } from './upstream.ts'

/** Request headers by name, case-insensitive. Several values of one name are joined by commas. */
export type RequestHeaders = Pick<Headers, 'get' | 'has'>

/** A request as it arrived over the wire. */
export interface WireRequest {
  readonly method: string
  readonly url: URL
  readonly headers: RequestHeaders
  /** The body text as sent. For a WebSocket message, the text that its endpoint made of it; empty for the handshake. */
  readonly text: string
  /** The address that the client used, if it is that of a server that emulates the provider. */
  readonly sentTo?: URL
  /** The WebSocket that it opens or arrived over. */
  readonly connection?: Connection
  /** The request as sent by the client, if it can be forwarded to an upstream. */
  readonly sent?: SentRequest
}

/** One WebSocket, from its handshake on. */
export interface Connection {
  /** Returns what the owner keeps for this connection. The first call makes it, later calls return the same value. */
  keep<Value>(owner: object, make: () => Value): Value
}

/** An endpoint's reaction to a WebSocket message. */
export interface ReceivedMessage {
  /** Frames to send at once, without the model. */
  readonly frames?: readonly Frame[]
  /** The text of a call to the model, which is then handled like a request body. */
  readonly call?: string
  /** Calls of one lane are answered one after another, others in parallel. Default: one lane for all */
  readonly lane?: string
  /** Whether to end the open answers before the frames are sent. */
  readonly cancels?: boolean
  /** A description for the journal, if there is no call. */
  readonly note?: string
}

/** The state that one provider keeps between calls: stored responses, conversations. It is empty when a run starts. */
export interface ProviderStore {
  /** The wall-clock time in milliseconds since 1970, on the run's clock. */
  now(): number
  /** Returns what the owner keeps here. The first call makes it, later calls return the same value until the run is reset. */
  keep<Value>(owner: object, make: () => Value): Value
}

/** One request of a batch, as if the app had sent it alone. */
export interface BatchRequest {
  readonly endpoint: Endpoint
  readonly request: WireRequest
}

/** A model that a gateway tried and that failed before its answer started. */
export interface FailedModel {
  /** The call as that model received it. */
  readonly call: Call
  readonly problem: Problem
  /** The HTTP status of the error. */
  readonly status: number
  /** How long it took to fail, in ms. */
  readonly took: number
}

/** The decoded request, or why the endpoint rejects it. */
export type Decoded =
  /**
   * `stored` is an earlier reply that the provider returns again, without calling the answer source. `batch` has the requests that the
   * provider answers later.
   */
  | { readonly type: 'ask'; readonly ask: Ask; readonly stored?: Reply; readonly batch?: readonly BatchRequest[] }
  /** `ask` is the request, if it is readable although it is rejected. */
  | { readonly type: 'problem'; readonly problem: Problem; readonly model?: string; readonly stream?: boolean; readonly ask?: Ask }

/** What an encoder gets in addition to the beats: the call, the wire request, and seeded ids and times. */
export interface Exchange {
  readonly call: Call
  readonly request: WireRequest
  /** Random draws for ids and the like. A separate stream, so draws of faults do not change it. */
  readonly random: Random
  /** The provider's state. Change it only while a reply is written: a rejected call changes nothing. */
  readonly store: ProviderStore
  /** The client's wall-clock time at which the call arrived, in milliseconds since 1970. */
  readonly date: number
  /** When the call arrived, on the clock of `store.now()`. Differs from `date` only if provider time runs faster than client time. */
  readonly arrivedAt: number
  /** The results of the batch that the call creates. */
  readonly batch?: AnsweredBatch
  /** The models that failed before the one of `call`, if the endpoint falls back to other models. */
  readonly failedModels?: readonly FailedModel[]
  /** The provider's rate limits after this call, for the response headers. */
  readonly limits: { readonly requests: RateLimit; readonly tokens: RateLimit }
}

/** One operation of a provider: it decodes requests and encodes deliveries. */
export interface Endpoint {
  /** The operation's name, such as `chat.completions`, `responses` or `messages`. */
  readonly name: string
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** The path below the base URL, such as `/chat/completions`. */
  readonly path: string | RegExp
  /** Whether a request to its path is for it, if the body selects the endpoint. Default: it is */
  takes?(request: WireRequest): boolean
  /** The provider's documentation of it. */
  readonly documentation?: string
  /** The finish reasons that the wire format cannot express: clients read `stop` instead. Default: none */
  readonly inexpressible?: readonly FinishReason[]
  /** The context window of a call's model, in tokens; a longer prompt is rejected. `undefined` if there is no limit. Default: no limit */
  contextWindow?(call: Call, request: WireRequest): number | undefined
  /** The path for people, such as `/v1beta/models/{model}:generateContent`. Default: `path` */
  readonly readablePath?: string
  /** Decodes a request. The part that depends on the store is decoded each time, the rest once for equal requests. */
  decode(request: WireRequest, store: ProviderStore): Decoded
  /**
   * The models that get the request in this order if the requested one fails before its answer starts, as in gateways. Default: none
   */
  fallbackModels?(request: WireRequest): readonly string[]
  /** Answers without a model, as a tool server does. Default: the answer source answers */
  answer?(call: Call, context: OwnAnswerContext): OwnAnswer | Promise<OwnAnswer>
  /** How to read its responses. Default: only their frames are known, so that no fault can act on their content */
  readonly reading?: Reading
  /** Writes the frames of a response. Lazy: a frame is made when it is read. */
  encode(beats: Iterable<Beat>, exchange: Exchange): Iterable<FrameItem>
  /** Writes one frame to the wire. The request is for providers that let it choose the framing of a stream. */
  bytes(frame: Frame, request: WireRequest): WireForm
  /**
   * Handles a client message, if the endpoint uses a WebSocket. For its other members the handshake is a call with an empty text, and each
   * call from a message a call with that text.
   */
  receive?(message: string, connection: Connection): ReceivedMessage
}

/** Which bodies of responses: answers, errors, or both. */
export type BodyLengths = 'answers' | 'errors' | 'all'

/** An emulated provider. */
export interface Provider {
  readonly name: string
  /** Its addresses: origins with an optional path, such as `https://api.openai.com/v1`. */
  readonly baseUrls: readonly string[]
  /** Which of its JSON bodies have a `content-length`. The others are chunked. Default: none */
  readonly bodyLengths?: BodyLengths
  /** A request header, in lower case, that is required for calls from browsers. Default: none */
  readonly browserHeader?: string
  /** The names of its endpoints, known before the wire format is loaded. */
  readonly endpointNames: readonly string[]
  /** Returns its endpoints. The first call loads the wire format; every call returns the same promise. */
  endpoints(): Promise<readonly Endpoint[]>
}
