import type { OpenPart } from '../../engine/model/beat.ts'
import type { Frame } from '../../engine/model/frame.ts'
import type { Problem } from '../../engine/model/problem.ts'
import type { Exchange } from '../../engine/model/provider.ts'
import type { FinishReason, Reply, SpokenPart, Usage } from '../../engine/model/reply.ts'

/** What a streaming encoder makes of the beats of one reply. Holds the state of one stream. */
export interface StreamEncoder {
  start(reply: Reply): readonly Frame[]
  /** `index` is the number of the part in its reply, from 0. */
  open(part: OpenPart, index: number): readonly Frame[]
  delta(text: string, part: OpenPart, index: number): readonly Frame[]
  closePart(part: OpenPart, index: number): readonly Frame[]
  ping(): readonly Frame[]
  finish(reason: FinishReason, usage: Usage | undefined): readonly Frame[]
  problem(problem: Problem): readonly Frame[]
}

/** A reply as far as it was delivered, to be written as one body. */
export interface GatheredReply {
  readonly reply: Reply
  readonly parts: readonly SpokenPart[]
  /** The JSON texts of what is no answer in words. */
  readonly data: readonly string[]
  readonly finish: FinishReason
  readonly usage: Usage | undefined
}

/** How one endpoint writes what the beats say. */
export interface Writer {
  /** The content type of a stream. Default: that of server-sent events. */
  readonly streamType?: string
  /** The headers of a reply, content type left out. */
  headers(exchange: Exchange): Readonly<Record<string, string>>
  stream(exchange: Exchange): StreamEncoder
  /** The value of the JSON body of a reply that is not streamed. */
  body(gathered: GatheredReply, exchange: Exchange): unknown
  /** A problem as an HTTP error. */
  problem(problem: Problem, exchange: Exchange): WrittenProblem
  /** A problem that comes once the model has begun to answer in one body, where the provider has promised success by then. */
  lateProblem?(problem: Problem, exchange: Exchange): WrittenProblem
}

/** A response that says what went wrong. */
export interface WrittenProblem {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body: unknown
}
