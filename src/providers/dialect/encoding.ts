import type { OpenPart } from '../../engine/model/beat.ts'
import type { Frame } from '../../engine/model/frame.ts'
import type { Problem } from '../../engine/model/problem.ts'
import type { Exchange } from '../../engine/model/provider.ts'
import type { FinishReason, Reply, SpokenPart, Usage } from '../../engine/model/reply.ts'

/** Writes one reply as a stream of frames. Can contain the state of that stream. */
export interface StreamEncoder {
  start(reply: Reply): readonly Frame[]
  /** `index` is the number of the part in its reply, from 0. */
  open(part: OpenPart, index: number): readonly Frame[]
  delta(text: string, part: OpenPart, index: number): readonly Frame[]
  closePart(part: OpenPart, index: number): readonly Frame[]
  /** Takes the JSON text of a data part. Default: data is not streamed */
  data?(text: string): readonly Frame[]
  ping(): readonly Frame[]
  /** Mark the frame with the usage with `reportsUsage`. */
  finish(reason: FinishReason, usage: Usage | undefined): readonly Frame[]
  /** An error event. A stream can fail before it has started: the first event is then the error, or the provider's frames before it. */
  problem(problem: Problem, reply: Reply): readonly Frame[]
}

/** The delivered part of a reply, for one body. */
export interface GatheredReply {
  readonly reply: Reply
  readonly parts: readonly SpokenPart[]
  /** The JSON texts of vectors and scores. */
  readonly data: readonly string[]
  readonly finish: FinishReason
  readonly usage: Usage | undefined
}

/** How an endpoint writes responses. */
export interface Writer {
  /** The content type of a stream. Default: that of server-sent events */
  readonly streamType?: string
  /** The headers of a response, without the content type. */
  headers(exchange: Exchange): Readonly<Record<string, string>>
  stream(exchange: Exchange): StreamEncoder
  /** The status and the headers, for an API that sets them for each answer. Default: 200, and `headers` */
  head?(reply: Reply, exchange: Exchange): WrittenHead
  /** The content type of a text body, which `body` returns. Default: the body is JSON */
  readonly textType?: string
  /** The value of the JSON body, for a call that does not stream. */
  body(gathered: GatheredReply, exchange: Exchange): unknown
  /** A problem as an HTTP error. */
  problem(problem: Problem, exchange: Exchange): WrittenProblem
  /** A problem after the model has started a non-streaming answer. Default: `problem` */
  lateProblem?(problem: Problem, exchange: Exchange): WrittenProblem
}

/** The head of a response, for an API that sets it for each answer. */
export interface WrittenHead {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** The problem that they report, if any. */
  readonly problem?: Problem
  /** The content type of a text body. Default: the body is JSON */
  readonly textType?: string
}

/** How an endpoint writes responses that have no body. */
export interface EmptyWriter extends Pick<Writer, 'headers' | 'problem'> {
  /** The status of the response, such as 202. A status of 400 or more is not a failure: clients expect it. */
  readonly emptyStatus: number
  /** The content type of a stream that a fault opens instead. Default: faults cannot open one */
  readonly streamType?: string
}

/** An error response. */
export interface WrittenProblem {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body: unknown
  /** The text that the client receives instead of an answer, for the journal. Default: none */
  readonly received?: string
}
