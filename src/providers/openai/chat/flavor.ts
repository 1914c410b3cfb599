import type {
  OpenPart,
  Problem,
  Decoded,
  Exchange,
  WireRequest,
  Random,
  FinishReason,
  Reply,
  SpokenPart,
  Usage,
  WrittenProblem,
} from '../../../kit.ts'
import type { Admission } from '../decode.ts'
import type { Host } from '../host.ts'
import type { Payload } from './body.ts'

/** In what a host's Chat Completions differ from those of another: OpenAI's, with what it does in its own way in their place. */
export interface ChatFlavor extends Host {
  readonly path: string | RegExp
  /** Where the host describes it. */
  readonly documentation: string
  readonly decode: (request: WireRequest, host: Admission) => Decoded
  readonly completionId: (random: Random, exchange: Exchange, requestId: string) => string
  /** What a completion and each of its chunks have in common. */
  readonly envelope: (object: string, id: string, reply: Reply, exchange: Exchange) => Payload
  readonly message: (parts: readonly SpokenPart[], exchange: Exchange) => Payload
  /** The id of a tool call as the host forms them, made from the one that the answer has. */
  readonly callId: (id: string) => string
  /** What the first chunk holds beside the role. */
  readonly firstDelta: (reply: Reply) => Payload
  /** What the chunk of the finish reason holds. */
  readonly lastDelta: Payload
  /** A piece of a part; `index` counts the tool calls. `undefined` where the host does not tell such parts. */
  readonly delta: (text: string, part: OpenPart, index: number, exchange: Exchange) => Payload | undefined
  /** A tool call is told at once when it is whole, and not piece by piece. */
  readonly tellsCallsWhole: boolean
  /** A choice around its message or its delta. `finish` is null while it goes on. */
  readonly choice: (content: Payload, finish: FinishReason | null, reply: Reply, exchange: Exchange) => Payload
  /** What a whole completion holds beside its choices and its usage. */
  readonly addenda: Payload
  /** Chunks that come before the first. */
  readonly preamble: (exchange: Exchange) => readonly Payload[]
  readonly usage: (usage: Usage, exchange: Exchange) => unknown
  /** Where a stream tells the usage: in a chunk of its own where the app asks for it or always, or in that of the finish reason. */
  readonly usagePlace: 'if-asked' | 'own-chunk' | 'last-chunk'
  /** What the usage of a stream's last chunk stands beside, where the host repeats it under a name of its own. */
  readonly closing: (usage: unknown, requestId: string) => Payload
  /** A comment that keeps the connection open. */
  readonly ping: string
  /** An error that comes midway of an answer in one body, where the host does not say it by the status. */
  readonly lateError?: (problem: Problem, exchange: Exchange) => WrittenProblem
  /** An error that comes midway, as the payload of an event. */
  readonly streamError: (problem: Problem, exchange: Exchange, envelope: Payload) => unknown
}

/** Where a host's Chat Completions differ from OpenAI's. */
export type ChatQuirks = Partial<Omit<ChatFlavor, keyof Host | 'decode' | 'documentation'>>
