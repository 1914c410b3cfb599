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

/** A host's variant of Chat Completions: everything in which hosts differ. */
export interface ChatFlavor extends Host {
  readonly path: string | RegExp
  /** The URL of its documentation. */
  readonly documentation: string
  readonly decode: (request: WireRequest, host: Admission) => Decoded
  /** Draws the ID of a completion. */
  readonly completionId: (random: Random, exchange: Exchange, requestId: string) => string
  /** The common fields of a completion and its chunks. */
  readonly envelope: (object: string, id: string, reply: Reply, exchange: Exchange) => Payload
  /** The message of a completion. */
  readonly message: (parts: readonly SpokenPart[], exchange: Exchange) => Payload
  /** The ID of a tool call in the host's own form, derived from the answer's ID. */
  readonly callId: (id: string) => string
  /** The fields of the first chunk's delta, apart from the role. */
  readonly firstDelta: (reply: Reply) => Payload
  /** The delta of the chunk with the finish reason. */
  readonly lastDelta: Payload
  /** A delta of a part. `index` counts the tool calls. `undefined` if the host does not show such parts. */
  readonly delta: (text: string, part: OpenPart, index: number, exchange: Exchange) => Payload | undefined
  /** Whether a stream sends each tool call in one chunk, once it is complete. */
  readonly wholeToolCalls: boolean
  /** A choice with its message or its delta. `finish` is null before the end. */
  readonly choice: (content: Payload, finish: FinishReason | null, reply: Reply, exchange: Exchange) => Payload
  /** The fields of a non-streaming completion, apart from its choices and its usage. */
  readonly bodyFields: Payload
  /** Chunks before the first one of the answer. */
  readonly leadingChunks: (exchange: Exchange) => readonly Payload[]
  /** Chunks after the last one of the answer, given its number of characters. */
  readonly trailingChunks: (exchange: Exchange, said: number) => readonly Payload[]
  readonly usage: (usage: Usage, exchange: Exchange) => unknown
  /** The place of the usage in a stream: in its own chunk, on request or always, or in the chunk with the finish reason. */
  readonly usagePlace: 'if-asked' | 'own-chunk' | 'last-chunk'
  /** The choices of the chunk with only the usage. */
  readonly usageChoices: readonly Payload[]
  /** Fields next to the usage in the chunk with the finish reason, for a host that repeats it under its own name. */
  readonly lastChunkFields: (usage: unknown, requestId: string) => Payload
  /** The text of the comment that keeps a stream open. */
  readonly keepAlive: string
  /** Writes a failure after the start of a non-streaming answer, for a host that has already sent a success status. */
  readonly lateError?: (problem: Problem, exchange: Exchange) => WrittenProblem
  /** The payload of a failure in the middle of a stream. */
  readonly streamError: (problem: Problem, exchange: Exchange, envelope: Payload) => unknown
}

/** The differences of a host's Chat Completions from OpenAI's. */
export interface ChatQuirks extends Partial<Omit<ChatFlavor, keyof Host | 'decode' | 'documentation'>> {
  /** Fields of the usage that OpenAI does not have. */
  readonly usageFields?: (usage: Usage) => Payload
}
