import type { AnswerContext, OwnAnswer } from './answer.ts'
import type { Ask, Call } from './call.ts'
import type { AnsweredBatch } from './answered-batch.ts'
import type { Beat } from './beat.ts'
import type { Frame, FrameItem, WireForm } from './frame.ts'
import type { Problem, RateLimit } from './problem.ts'
import type { Random } from '../base/random.ts'
import type { Reading } from './reading.ts'
import type { FinishReason, Reply } from './reply.ts'
import type { ToolEffect } from './tool-run.ts'
import type { Connection, WireRequest } from './wire-request.ts'

/** What an endpoint makes of a message over a WebSocket, or of a line that a process reads. */
export interface ReceivedMessage {
  /** What is answered at once, without the model. */
  readonly frames?: readonly Frame[]
  /** The text of a call to the model, which is then played as the body of a request is. */
  readonly call?: string
  /** Calls of one lane are answered one after another, others side by side. Default: one lane for all */
  readonly lane?: string
  /** Which answers under way end here, before the frames are sent: all, or those of one lane. Default: none */
  readonly cancels?: 'all' | { readonly lane: string }
  /** What it was, for the journal, if it comes to no call. */
  readonly note?: string
}

/** What one provider keeps from call to call: stored responses, conversations. It is empty when a run begins. */
export interface ProviderStore {
  /** The wall-clock time in milliseconds since 1970, on the run's clock. */
  now(): number
  /** Returns what the owner keeps here. The first call makes it; later calls return the same value until the run is reset. */
  keep<Value>(owner: object, make: () => Value): Value
}

/** One request of a batch: what it would be if the app sent it alone. */
export interface BatchRequest {
  readonly endpoint: Endpoint
  readonly request: WireRequest
}

/** A model that a gateway tried, and that failed before its answer began. */
export interface FailedModel {
  /** The call, as that model got it. */
  readonly call: Call
  readonly problem: Problem
  /** The HTTP status of the error. */
  readonly status: number
  /** How long it took to fail, in milliseconds. */
  readonly took: number
}

/** What an endpoint understood of a request: the request, or why it refuses it. */
export type Decoded =
  /**
   * `stored` is a reply that the provider has made before and gives again. The answer source is not asked then. `batch` has the
   * requests that the provider answers later.
   */
  | { readonly type: 'ask'; readonly ask: Ask; readonly stored?: Reply; readonly batch?: readonly BatchRequest[] }
  /** `ask` is the request, if it can be read although it is refused. */
  | { readonly type: 'problem'; readonly problem: Problem; readonly model?: string; readonly stream?: boolean; readonly ask?: Ask }

/** What an encoder can need next to the beats: the call, what was sent, and seeded ids and times. */
export interface Exchange {
  readonly call: Call
  readonly request: WireRequest
  /** Draws for ids and the like. Its own stream: what a fault draws does not move it. */
  readonly random: Random
  /** What the provider keeps. To be changed only while a reply is written: a refused call changes nothing. */
  readonly store: ProviderStore
  /** The wall-clock time at which the call came, in milliseconds since 1970, as the client has it. */
  readonly date: number
  /** When the call came, as `store.now()` counts. It differs from `date` only if the provider's time passes faster than the client's. */
  readonly arrivedAt: number
  /** Ends the answer to another call, which the client no longer wants. */
  abort(call: Call): void
  /** What becomes of the requests of the batch that the call creates. */
  readonly batch?: AnsweredBatch
  /** The models that failed before the one that `call` went to, if the endpoint passes requests on to other models. */
  readonly failedModels?: readonly FailedModel[]
  /** The provider's rate limits as they stand after this call, for the headers of a reply. */
  readonly limits: { readonly requests: RateLimit; readonly tokens: RateLimit }
}

/** What an endpoint that answers without a model can use next to the call. */
export interface OwnAnswerContext extends AnswerContext {
  readonly request: WireRequest
  readonly store: ProviderStore
  /** Waits on the clock of the run. */
  wait(ms: number): Promise<void>
  /** Notes in the journal that a tool runs now, and what it does to the world. */
  runs(effect?: ToolEffect): void
}

/** One operation of a provider: it decodes requests and encodes deliveries. */
export interface Endpoint {
  /** The operation's name, such as `chat.completions`, `responses` or `messages`. */
  readonly name: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** The path below the base URL, such as `/chat/completions`. */
  readonly path: string | RegExp
  /** Whether a request to its path is for it, if endpoints share the path and the body tells them apart. Default: it is */
  takes?(request: WireRequest): boolean
  /** Where the provider describes it. */
  readonly documentation?: string
  /** The finish reasons that the wire format cannot express: clients read them as `stop`. Default: none */
  readonly inexpressible?: readonly FinishReason[]
  /** How many tokens the model of a call takes; a longer prompt is refused. `undefined` if it takes any. Default: any */
  contextWindow?(call: Call, request: WireRequest): number | undefined
  /** The path as a person would write it, such as `/v1beta/models/{model}:generateContent`. Default: `path` */
  readonly readablePath?: string
  /** Reads a request. What it reads of the store is read again each time; the rest is read once for equal requests. */
  decode(request: WireRequest, store: ProviderStore): Decoded
  /**
   * The models that get the request in this order if the requested one fails before its answer begins, as gateways do it. Default:
   * none
   */
  fallbackModels?(request: WireRequest): readonly string[]
  /** Answers without a model, as a tool server does. Default: the answer source answers */
  answer?(call: Call, context: OwnAnswerContext): OwnAnswer | Promise<OwnAnswer>
  /** How its responses are read. Default: only their frames are known, and no fault can act on what they say */
  readonly reading?: Reading
  /** Lazy: a frame is made when it is asked for. */
  encode(beats: Iterable<Beat>, exchange: Exchange): Iterable<FrameItem>
  /** What one frame is on the wire. The request is there for providers that let it say how a stream is framed. */
  bytes(frame: Frame, request: WireRequest): WireForm
  /**
   * Takes a message from a client, if the endpoint is spoken over a WebSocket or by a process. Its other members see the handshake as a call with an
   * empty text, and each call that a message makes as one with that text.
   */
  receive?(message: string, connection: Connection): ReceivedMessage
}

/** Bodies of responses: those of answers, those of errors, or both. */
export type BodyLengths = 'answers' | 'errors' | 'all'

/** How an app starts a provider that is a process, and speaks with it over stdin and stdout. */
export interface ProcessCommand {
  readonly command: string
  /** Default: any arguments */
  readonly args?: readonly string[]
}

/** A wire dialect that brownout speaks. */
export interface Provider {
  readonly name: string
  /** Where it is reached: origins with an optional path, such as `https://api.openai.com/v1`. */
  readonly baseUrls: readonly string[]
  /** The command that starts it, if it is a process. Its base URL then only names it. */
  readonly process?: ProcessCommand
  /** Which of its JSON bodies have a `content-length`. The others are chunked. Default: none */
  readonly bodyLengths?: BodyLengths
  /** A request header, in lower case, without which it permits no calls from browsers. Default: it permits them */
  readonly browserHeader?: string
  /** The names of its endpoints, known before the dialect is loaded. */
  readonly endpointNames: readonly string[]
  /** Its endpoints. The first call loads the dialect; every call returns the same promise. */
  endpoints(): Promise<readonly Endpoint[]>
}
