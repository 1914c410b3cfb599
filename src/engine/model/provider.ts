import type { AnswerContext, OwnAnswer } from './answer.ts'
import type { Ask, Call } from './call.ts'
import type { AnsweredBatch } from './answered-batch.ts'
import type { Beat } from './beat.ts'
import type { Frame, FrameItem, WireForm } from './frame.ts'
import type { Problem, RateLimit } from './problem.ts'
import type { Random } from '../base/random.ts'
import type { Reading } from './reading.ts'
import type { FinishReason, Reply } from './reply.ts'
import type { OpenServer } from './server-link.ts'
import type { ToolEffect } from './tool-run.ts'
import type { Connection, WireRequest } from './wire-request.ts'

/** An endpoint's reading of a message over a WebSocket, or of a line that a process reads. */
export interface ReceivedMessage {
  /** Frames to send at once, without the model. */
  readonly frames?: readonly Frame[]
  /** The text of a call to the model, which is then handled like a request body. */
  readonly call?: string
  /** Calls of one lane are answered one after another, others in parallel. Default: one lane for all */
  readonly lane?: string
  /** The open answers that end here, before the frames are sent: all, or those of one lane. Default: none */
  readonly cancels?: 'all' | { readonly lane: string }
  /** Its description for the journal, if it does not lead to a call. */
  readonly note?: string
}

/** The state that one provider keeps between calls: stored responses, conversations. It is empty when a run starts. */
export interface ProviderStore {
  /** The wall-clock time in milliseconds since 1970, on the run's clock. */
  now(): number
  /** Returns the owner's value. The first call makes it, later calls return the same value until the run is reset. */
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

/** The context of an encoder, in addition to the beats: the call, the wire request, and seeded ids and times. */
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
  /** Ends the answer to another call, which the client no longer wants. */
  abort(call: Call): void
  /** Records that another call, whose stream broke, is now answered by this one. */
  answers(call: Call, received: string): void
  /** The results of the requests in the batch that the call creates. */
  readonly batch?: AnsweredBatch
  /** The models that failed before the one of `call`, if the endpoint falls back to other models. */
  readonly failedModels?: readonly FailedModel[]
  /** The provider's rate limits after this call, for the response headers. */
  readonly limits: { readonly requests: RateLimit; readonly tokens: RateLimit }
}

/** The context of an endpoint that answers without a model, next to the call. */
export interface OwnAnswerContext extends AnswerContext {
  readonly request: WireRequest
  readonly store: ProviderStore
  /** Waits on the clock of the run. */
  wait(ms: number): Promise<void>
  /** Connects to a real tool server. */
  readonly reach: OpenServer
  /** Calls a function once the run is over. */
  whenOver(close: () => void): void
  /** Notes in the journal that a tool runs now, and its side effect. */
  runs(effect?: ToolEffect): void
}

/** One operation of a provider: it decodes requests and encodes deliveries. */
export interface Endpoint {
  /** The operation's name, such as `chat.completions`, `responses` or `messages`. */
  readonly name: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** The path below the base URL, such as `/chat/completions`. */
  readonly path: string | RegExp
  /** Whether a request to its path is for it, if the body selects the endpoint. Default: it is */
  takes?(request: WireRequest): boolean
  /** The provider's documentation of it. */
  readonly documentation?: string
  /** The finish reasons that the wire format cannot express: clients read `stop` instead. Default: none */
  readonly inexpressible?: readonly FinishReason[]
  /** The context window of a call's model, in tokens; a longer prompt is rejected. `undefined` without a limit. Default: no limit */
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
   * Takes a message from a client, if the endpoint uses a WebSocket or a process. Its other members get the handshake as a call with an
   * empty text, and each call that a message makes as one with that text.
   */
  receive?(message: string, connection: Connection): ReceivedMessage
}

/** Which bodies of responses: answers, errors, or both. */
export type BodyLengths = 'answers' | 'errors' | 'all'

/** How an app starts a provider that is a process, which it uses over stdin and stdout. */
export interface ProcessCommand {
  readonly command: string
  /** Default: any arguments */
  readonly args?: readonly string[]
}

/** A wire format that brownout emulates. */
export interface Provider {
  readonly name: string
  /** Its addresses: origins with an optional path, such as `https://api.openai.com/v1`. */
  readonly baseUrls: readonly string[]
  /** The command that starts it, if it is a process. Its base URL then only names it. */
  readonly process?: ProcessCommand
  /** Whether its endpoints forward requests, with the headers of the client. Default: false */
  readonly forwards?: true
  /** Which of its JSON bodies have a `content-length`. The others are chunked. Default: none */
  readonly bodyLengths?: BodyLengths
  /** A request header, in lower case, that is required for calls from browsers. Default: none */
  readonly browserHeader?: string
  /**
   * Whether clients look at an address for something that the provider does not need to have, such as an older transport. The request
   * gets a 404 and is not reported as blocked. Default: never
   */
  mayLack?(method: string, url: URL): boolean
  /** The names of its endpoints, known before the wire format is loaded. */
  readonly endpointNames: readonly string[]
  /** The names of the tools that it runs, if it is a tool server. Absent if only a real server knows them */
  readonly toolNames?: readonly string[]
  /** Returns its endpoints. The first call loads the wire format; every call returns the same promise. */
  endpoints(): Promise<readonly Endpoint[]>
}
