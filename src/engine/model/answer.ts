import type { Call } from './call.ts'
import type { Random } from '../base/random.ts'
import type { Problem } from './problem.ts'
import type { FinishReason, ReplyPart, ResponseHead, StatedFact, ToolList, Usage } from './reply.ts'

/** An answer from an answer source. Missing parts get defaults: the requested model, `stop`, estimated usage. */
export interface Answer {
  readonly parts: readonly ReplyPart[]
  readonly model?: string
  readonly finish?: FinishReason
  readonly usage?: Partial<Usage>
  readonly facts?: readonly StatedFact[]
}

/** An answer without a model, such as a tool result. */
export interface ServerAnswer extends Answer {
  /** How long it takes, in ms. Default: 0 */
  readonly takes?: number
  /** The list of tools, if the request was for one. */
  readonly toolList?: ToolList
  /** The parts of a tool's result next to text, in the form of its protocol. */
  readonly attachments?: readonly object[]
  /** The task that a tool runs as, if its client requests the result later. */
  readonly task?: { readonly ends: boolean }
  /** Default: 200, and no headers but the content type */
  readonly response?: ResponseHead
}

/** An endpoint's answer without a model: an answer, or the reason why it is missing. `undefined` leaves the answer to the answer source. */
export type OwnAnswer = ServerAnswer | { readonly problem: Problem } | undefined

/** The context of an answer source, in addition to the call. */
export interface AnswerContext {
  /** Random draws for this call: the same for the same seed. */
  readonly random: Random
  /** Returns the memory of a source in this run. Created on first use, kept until the run is reset. */
  remember<Value>(owner: object, make: () => Value): Value
}

/** The source of answers without faults. `undefined` hands the call on to the default answers. */
export type AnswerSource = (call: Call, context: AnswerContext) => Answer | undefined | Promise<Answer | undefined>
